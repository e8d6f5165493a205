package io.github.managedflink.test.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An action that is allowed although a run may not call it, as the page on security says.
 *
 * @param service through which service, for a key; empty for any
 */
record ExplainedPermission(String action, String service) {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "security.md");
    private static final String FROM = "## What is proven";
    private static final Pattern ACTION = Pattern.compile("`([a-z0-9-]+:[A-Z][A-Za-z]+)`");
    private static final Pattern SERVICE = Pattern.compile(" through `([a-z]+)`");

    /** Those of the page. */
    static List<ExplainedPermission> all() {
        try {
            String page = Files.readString(PAGE);
            String section = page.substring(page.indexOf(FROM) + FROM.length());
            List<ExplainedPermission> all = new ArrayList<>();
            section.substring(0, section.indexOf("\n## "))
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.indexOf(" | ")))
                    .forEach(cell -> read(cell, all));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String cell, List<ExplainedPermission> all) {
        Matcher service = SERVICE.matcher(cell);
        String through = service.find() ? service.group(1) : "";
        ACTION.matcher(cell).results().forEach(match -> all.add(new ExplainedPermission(match.group(1), through)));
    }

    boolean explains(Permission permission) {
        return action.equals(permission.action())
                && (service.isEmpty() || permission.conditions().toString().contains("\"" + service + "."));
    }
}
