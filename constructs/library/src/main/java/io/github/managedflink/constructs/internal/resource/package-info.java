/** Resources that sinks share. */
package io.github.managedflink.constructs.internal.resource;
