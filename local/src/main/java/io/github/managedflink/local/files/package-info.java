/** The folders that runs write to and delete, and nothing beside them. */
package io.github.managedflink.local.files;
