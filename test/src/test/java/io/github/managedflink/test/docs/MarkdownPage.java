package io.github.managedflink.test.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the repository's documentation, as GitHub shows it. */
record MarkdownPage(Path file, String text) {
    /** The root of the repository. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern FENCED = Pattern.compile("(?sm)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern LABELLED = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+?) *$");
    private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_\\- ]");
    private static final Pattern SCHEME = Pattern.compile("[a-z]+:.*");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file.normalize(), Files.readString(file));
    }

    /** Returns the README and everything below {@code docs}. */
    static List<MarkdownPage> guides() throws IOException {
        return pages("README.md");
    }

    /** Returns all pages whose links are checked. */
    static List<MarkdownPage> all() throws IOException {
        return pages("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "API.md");
    }

    private static List<MarkdownPage> pages(String... atTheRoot) throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream<Path> files = Stream.concat(
                    Stream.of(atTheRoot).map(ROOT::resolve),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted());
            List<MarkdownPage> pages = new ArrayList<>();
            for (Path file : files.toList()) {
                pages.add(read(file));
            }
            return pages;
        }
    }

    /** Returns the examples in Java. */
    List<String> examples() {
        return JAVA.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /** Returns the targets of the links that stay within the repository. */
    List<String> links() {
        String prose = CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches())
                .toList();
    }

    /** Returns the file that a link of this page leads to. */
    Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    /** Returns why a link leads nowhere; empty if it leads somewhere. */
    Optional<String> fault(String link) throws IOException {
        Path target = target(link);
        if (!target.startsWith(ROOT) && !target.startsWith(file.getParent())) {
            return Optional.of(link + " leads out of the repository");
        }
        if (!Files.exists(target)) {
            return Optional.of(link + ": there is no such file");
        }
        int anchor = link.indexOf('#');
        if (anchor >= 0
                && !(target.equals(file) ? this : read(target)).anchors().contains(link.substring(anchor + 1))) {
            return Optional.of(link + ": the page has no such heading");
        }
        return Optional.empty();
    }

    /** Returns the anchors that links may name: those that GitHub derives from headings, and those set by hand. */
    Set<String> anchors() {
        String prose = FENCED.matcher(text).replaceAll("");
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(prose).results().forEach(heading -> {
            String words = LABELLED.matcher(heading.group(1)).replaceAll("$1").toLowerCase(Locale.ROOT);
            String anchor = NOT_IN_ANCHORS.matcher(words).replaceAll("").replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        ID.matcher(prose).results().forEach(id -> anchors.add(id.group(1)));
        return anchors;
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
