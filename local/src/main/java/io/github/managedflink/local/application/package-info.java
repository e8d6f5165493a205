/** Applications of the service as templates describe them. */
package io.github.managedflink.local.application;
