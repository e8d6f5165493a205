/** Where records come from, and from which one on. */
package io.github.managedflink.model.source;
