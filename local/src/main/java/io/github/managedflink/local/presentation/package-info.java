/** Tables, plots, and windows as they are shown. */
package io.github.managedflink.local.presentation;
