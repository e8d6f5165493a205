/** The VPCs of the stacks, as their templates have them. */
package io.github.managedflink.local.network;
