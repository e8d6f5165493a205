package io.github.managedflink.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocLinksTest {
    private static final int README_BYTES = 12_000;

    static List<MarkdownPage> pages() throws IOException {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) {
        assertThat(page.links()).allSatisfy(link -> assertThat(page.fault(link)).isEmpty());
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        Set<Path> reached = new HashSet<>();
        reach(MarkdownPage.ROOT.resolve("README.md"), reached);

        assertThat(reached).containsAll(pages().stream().map(MarkdownPage::file).toList());
    }

    @Test
    void theReadmeIsReadInFiveMinutes() throws IOException {
        assertThat(Files.size(MarkdownPage.ROOT.resolve("README.md"))).isLessThanOrEqualTo(README_BYTES);
    }

    @Test
    void aDeadLinkIsFound(@TempDir Path folder) throws IOException {
        MarkdownPage page = page(folder, "[a](missing.md)");

        assertThat(page.links()).containsExactly("missing.md");
        assertThat(page.fault("missing.md")).contains("missing.md: there is no such file");
    }

    @Test
    void aMissingHeadingIsFound(@TempDir Path folder) throws IOException {
        MarkdownPage page = page(folder, "# One `Thing`, and another\n## Same\n## Same\n<a id=\"by-hand\"></a>\n");

        assertThat(page.fault("#one-thing-and-another")).isEmpty();
        assertThat(page.fault("page.md#same-1")).isEmpty();
        assertThat(page.fault("#by-hand")).isEmpty();
        assertThat(page.fault("#same-2")).isEqualTo(Optional.of("#same-2: the page has no such heading"));
        assertThat(page.fault("page.md#two")).isEqualTo(Optional.of("page.md#two: the page has no such heading"));
    }

    @Test
    void codeAndOtherSitesHaveNoLinksToCheck(@TempDir Path folder) throws IOException {
        MarkdownPage page =
                page(folder, "`[a](b.md)` [c](https://example.com/d.md)\n```\n# [e](f.md)\n```\n[g](h.md#i)\n");

        assertThat(page.links()).containsExactly("h.md#i");
        assertThat(page.anchors()).isEmpty();
    }

    private static void reach(Path file, Set<Path> reached) throws IOException {
        if (!file.toString().endsWith(".md") || !Files.exists(file) || !reached.add(file)) {
            return;
        }
        MarkdownPage page = MarkdownPage.read(file);
        for (String link : page.links()) {
            reach(page.target(link), reached);
        }
    }

    private static MarkdownPage page(Path folder, String text) throws IOException {
        return MarkdownPage.read(Files.writeString(folder.resolve("page.md"), text));
    }
}
