/** How messages become records, and records messages, files and documents. */
package io.github.managedflink.model.format;
