package io.github.managedflink.test.docs;

import java.nio.file.Path;

/** The project that {@code mflink init} makes, as it is in the sources. */
final class MadeProject {
    static final Path SOURCES = MarkdownPage.ROOT.resolve("local/src/main/project");

    private MadeProject() {}
}
