package io.github.managedflink.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** The names of all demos, for the help. */
final class DemoNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        try {
            return Demo.names(Demo.home()).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
