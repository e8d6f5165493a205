package io.github.managedflink.local.run;

import java.nio.file.Path;

/**
 * A file that goes to a stream.
 *
 * @param stream the user's name of the stream
 * @param file newline-delimited records, gzipped or not
 */
record Feed(String stream, Path file) {}
