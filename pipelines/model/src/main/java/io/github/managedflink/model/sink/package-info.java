/** Where records go, and how a sink makes of them what its service takes. */
package io.github.managedflink.model.sink;
