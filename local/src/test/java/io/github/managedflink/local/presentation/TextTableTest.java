package io.github.managedflink.local.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumns() {
        TextTable table = new TextTable("NAME", "KIND");
        table.row(List.of(List.of("orders"), List.of("kinesis")));
        table.row(List.of(List.of("by-id"), List.of("s3")));

        assertThat(table.lines(80)).containsExactly("  NAME    KIND", "  orders  kinesis", "  by-id   s3");
    }

    @Test
    void alignsNumbersToTheRightAndWideCharacters() {
        TextTable table = new TextTable("名前", "count");
        table.row(List.of(List.of("東京"), List.of("1,200")));
        table.row(List.of(List.of("e\u0301a"), List.of("-3.5")));

        assertThat(table.lines(80)).containsExactly("  名前  count", "  東京  1,200", "  e\u0301a     -3.5");
    }

    @Test
    void cutsCellsAndLeavesColumnsOut() {
        TextTable table = new TextTable("id", "text", "more", "most");
        table.row(List.of(List.of("1"), List.of("a long text of several words"), List.of("xx"), List.of("yy")));

        assertThat(table.cutLines(24, 12))
                .containsExactly("  id  text          more  … 1 more", "   1  a long text…  xx");
        assertThat(table.cutLines(80, 40))
                .containsExactly(
                        "  id  text                          more  most",
                        "   1  a long text of several words  xx    yy");
    }

    @Test
    void setsRowsOfSeveralLinesApart() {
        TextTable table = new TextTable("ACTION", "RESOURCE");
        table.row(List.of(List.of("s3:GetObject", "s3:PutObject"), List.of("*")));
        table.row(List.of(List.of("sns:Publish"), List.of("*")));

        assertThat(table.lines(80))
                .containsExactly(
                        "  ACTION        RESOURCE", "  s3:GetObject  *", "  s3:PutObject", "", "  sns:Publish   *");
    }

    @Test
    void breaksWhatIsTooWideAfterItsParts() {
        TextTable table = new TextTable("ACTION", "RESOURCE");
        table.row(List.of(List.of("s3:GetObject"), List.of("arn:aws:s3:::orders-of-the-day/2024/01/file.json")));

        assertThat(table.lines(48))
                .containsExactly(
                        "  ACTION        RESOURCE",
                        "  s3:GetObject  arn:aws:s3:::orders-of-the-day/",
                        "                2024/01/file.json");
    }

    @Test
    void breaksNothingWithoutAPage() {
        TextTable table = new TextTable("ACTION", "RESOURCE");
        String object = "arn:aws:s3:::orders/".repeat(100);
        table.row(List.of(List.of("s3:GetObject"), List.of(object)));

        assertThat(table.lines()).containsExactly("  ACTION        RESOURCE", "  s3:GetObject  " + object);
    }

    @Property(tries = 200)
    void losesNothingAndStaysOnThePage(
            @ForAll("texts") List<List<String>> rows, @ForAll @IntRange(min = 44, max = 120) int width) {
        TextTable table = new TextTable("A", "B", "C");
        rows.forEach(row -> table.row(row.stream().map(List::of).toList()));

        List<String> lines = table.lines(width);

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(sorted(String.join("", lines)))
                .isEqualTo(sorted("ABC" + rows.stream().flatMap(List::stream).collect(Collectors.joining())));
    }

    @Provide
    Arbitrary<List<List<String>>> texts() {
        return Arbitraries.strings()
                .withChars("abc:/-")
                .ofMaxLength(90)
                .list()
                .ofSize(3)
                .list()
                .ofMaxSize(5);
    }

    private static String sorted(String text) {
        return text.replace(" ", "")
                .chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
