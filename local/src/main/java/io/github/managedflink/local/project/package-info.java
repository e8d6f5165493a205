/** The project that {@code mflink init} makes. */
package io.github.managedflink.local.project;
