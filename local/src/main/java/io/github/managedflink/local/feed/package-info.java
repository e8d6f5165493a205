/** What is fed into streams, at which pace. */
package io.github.managedflink.local.feed;
