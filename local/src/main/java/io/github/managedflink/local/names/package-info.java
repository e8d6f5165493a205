/** Names as users write them. */
package io.github.managedflink.local.names;
