/**
 * The command line tool {@code mflink}. Results go to the standard output, progress to the standard error, logs to a
 * file.
 */
package io.github.managedflink.local.cli;
