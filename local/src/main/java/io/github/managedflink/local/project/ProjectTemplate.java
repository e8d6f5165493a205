package io.github.managedflink.local.project;

import io.github.managedflink.local.result.LocalRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A small project with a stack, the data for it, and a test that runs it. */
public final class ProjectTemplate {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String PLACEHOLDER = "PROJECT_NAME";
    private static final String SCRIPT = "mflink";

    /** Git and packagers take this file for their own. */
    private static final String IGNORED_FILES = "gitignore";

    private static final List<String> FILES = List.of(
            "README.md",
            "pom.xml",
            "cdk.json",
            IGNORED_FILES,
            SCRIPT,
            "data/orders.tsv",
            "src/main/java/com/example/OrdersApp.java",
            "src/main/java/com/example/OrdersStack.java",
            "src/test/java/com/example/OrdersTest.java");

    /** The files in which the project's name stands. */
    private static final Set<String> NAMED = Set.of("README.md", "pom.xml");

    private ProjectTemplate() {}

    /**
     * Writes the project into a new folder of its name.
     *
     * @param parent where the folder is made
     * @param name words of lower-case letters and digits, separated by hyphens
     * @return the folder
     * @throws LocalRunException if the name is none, or something of that name is there
     */
    public static Path write(Path parent, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw LocalRunException.wrongUsage("The name " + name
                    + " is none for a project; use lower-case letters and digits, and hyphens between words, such as"
                    + " order-totals.");
        }
        Path folder = parent.resolve(name);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw LocalRunException.wrongUsage(folder + " is there already. Give another name.");
        }
        for (String file : FILES) {
            Path target = folder.resolve(file.equals(IGNORED_FILES) ? "." + file : file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, NAMED.contains(file) ? text(file).replace(PLACEHOLDER, name) : text(file));
        }
        folder.resolve(SCRIPT).toFile().setExecutable(true);
        return folder;
    }

    private static String text(String file) throws IOException {
        try (InputStream in = ProjectTemplate.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
