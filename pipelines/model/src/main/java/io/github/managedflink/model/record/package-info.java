/** Records and their fields: shapes, paths, times, conditions and texts made of them. */
package io.github.managedflink.model.record;
