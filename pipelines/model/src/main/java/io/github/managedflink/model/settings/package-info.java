/**
 * How typed values become settings and settings become typed values again, and how their faults are gathered. Used by
 * the specification's own classes; users of the library need nothing from here.
 */
package io.github.managedflink.model.settings;
