package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.result.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run that wrote nothing is told, and what is shown of records that were not written. */
class VerdictTest {
    private static final Optional<RecordCounts> UNKNOWN = Optional.empty();

    @Test
    void aRunThatReadNothingFailsIfItWasForWhatItIsFed() {
        LocalRunResult result = result(etl(0, 0, 0, 0));

        assertThat(Verdict.of(result, true).isFailure()).isTrue();
        assertThat(Verdict.of(result, false).isFailure()).isFalse();
        assertThat(Verdict.of(result, false).messages())
                .containsExactly(
                        "The application A0 read nothing: no record came into its streams. Feed some with --feed STREAM=FILE.");
    }

    @Test
    void anApplicationThatIsFedNothingBesideOneThatIsIsSaid() {
        Verdict verdict = Verdict.of(result(etl(5, 5, 0, 0), etl(0, 0, 0, 0)), true);

        assertThat(verdict.isFailure()).isFalse();
        assertThat(verdict.messages()).singleElement().asString().startsWith("The application A1 read nothing");
    }

    @Test
    void aRunWhoseRecordsWereAllRefusedFails() {
        Verdict verdict = Verdict.of(result(etl(200, 0, 1, 199)), false);

        assertThat(verdict.isFailure()).isTrue();
        assertThat(verdict.messages())
                .containsExactly("The application A0 read 200 records and wrote none: 199 rejected, 1 filtered.");
    }

    @Test
    void whatAServiceRefusedIsNotWritten() {
        RecordCounts counts = new RecordCounts(3, 0, 3, 0, Map.of(), 0, 0, 3, OptionalLong.empty(), 0, Map.of());

        assertThat(Verdict.of(result(Optional.of(counts)), true).messages())
                .containsExactly("The application A0 read 3 records and wrote none: 3 refused by sinks.");
    }

    @Test
    void whatOnlyAFilterLeftOutIsNoFault() {
        assertThat(Verdict.of(result(etl(5, 0, 5, 0)), true)).isEqualTo(new Verdict(List.of(), false));
    }

    @Test
    void eventsInOpenWindowsAreAsGoodAsWritten() {
        assertThat(Verdict.of(result(windowed(10, 9, 1, 0)), true)).isEqualTo(new Verdict(List.of(), false));
        assertThat(Verdict.of(result(windowed(10, 0, 9, 1)), true).messages())
                .containsExactly("The application A0 read 10 records and wrote none: 1 rejected, 9 too late.");
    }

    @Test
    void aJobOfAnotherKindIsNotJudged() {
        assertThat(Verdict.of(result(UNKNOWN), true)).isEqualTo(new Verdict(List.of(), false));
    }

    @Test
    void whatNobodyHasReadFailsARunThatWasForWhatItIsFed() {
        LocalRunResult result = result(List.of(application("A", UNKNOWN, List.of())), List.of("Orders"), List.of());

        assertThat(Verdict.of(result, true).isFailure()).isTrue();
        assertThat(Verdict.of(result, true).messages())
                .singleElement()
                .asString()
                .startsWith("Not all that was fed to the stream Orders was read.");
        assertThat(Verdict.of(result, false)).isEqualTo(new Verdict(List.of(), false));
    }

    @Test
    void whatAnApplicationWroteLaterAndNobodyHasReadIsNotTakenForWhatWasFed() {
        LocalRunResult result = result(List.of(application("A", UNKNOWN, List.of())), List.of(), List.of("Orders"));

        assertThat(Verdict.of(result, true).isFailure()).isTrue();
        assertThat(Verdict.of(result, true).messages())
                .singleElement()
                .asString()
                .startsWith("All that was fed to the stream Orders was read, and then an application wrote into it");
        assertThat(Verdict.of(result, false)).isEqualTo(new Verdict(List.of(), false));
    }

    @Test
    void whyRecordsWereRefusedIsOnTheScreen() {
        RecordCounts counts = new RecordCounts(
                2_000, 0, 0, 7, Map.of("2.filter", 7L), 0, 8, 3, OptionalLong.of(985), 1_000, Map.of());
        List<Refusal> refusals = Stream.concat(
                        Stream.of(new Refusal("source", "not valid JSON", 1_234, "{\\n", false)),
                        Stream.iterate(1, i -> i + 1)
                                .limit(11)
                                .map(i -> new Refusal("3.cast", "reason " + i, 1, "x", false)))
                .toList();

        String shown = printed(counts, refusals);

        assertThat(shown)
                .contains("  filtered                    7\n    by 2.filter               7\n")
                .contains("  rejected                    8\n  refused by sinks            3\n")
                .contains(
                        "  late                    1,000  (50.38 %)\n  More than one percent of the events came too late to count.")
                .contains("EventTime.withMaxOutOfOrderness", "--pace")
                .contains("         1,234  source: not valid JSON\n                first: {\\n\n")
                .contains("             1  3.cast: reason 9\n")
                .doesNotContain("reason 10")
                .contains("and for 2 more reasons, which --out writes to summary.json\n");
    }

    @Test
    void aFewLateEventsNeedNoAdvice() {
        assertThat(printed(windowed(1_000, 990, 10, 0).orElseThrow(), List.of()))
                .contains("late                       10  (1.00 %)")
                .doesNotContain("More than one percent", "dead letters");
    }

    private static String printed(RecordCounts counts, List<Refusal> refusals) {
        StringWriter text = new StringWriter();
        new ResultPrinter(new PrintWriter(text), new Page(100, false))
                .print(new LocalRunResult(
                        "S",
                        List.of(application("A", Optional.of(counts), refusals)),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static Optional<RecordCounts> etl(long in, long out, long filtered, long rejected) {
        return Optional.of(
                new RecordCounts(in, 0, out, filtered, Map.of(), 0, rejected, 0, OptionalLong.empty(), 0, Map.of()));
    }

    private static Optional<RecordCounts> windowed(long in, long counted, long late, long rejected) {
        return Optional.of(
                new RecordCounts(in, 0, 0, 0, Map.of(), 0, rejected, 0, OptionalLong.of(counted), late, Map.of()));
    }

    @SafeVarargs
    private static LocalRunResult result(Optional<RecordCounts>... counts) {
        List<ApplicationResult> applications = Stream.iterate(0, i -> i + 1)
                .limit(counts.length)
                .map(i -> application("A" + i, counts[i], List.of()))
                .toList();
        return result(applications, List.of(), List.of());
    }

    private static LocalRunResult result(
            List<ApplicationResult> applications, List<String> unread, List<String> writtenLater) {
        return new LocalRunResult(
                "S",
                applications,
                Map.of(),
                unread,
                writtenLater,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static ApplicationResult application(String id, Optional<RecordCounts> counts, List<Refusal> refusals) {
        return new ApplicationResult(
                id,
                id,
                id,
                ApplicationResult.State.STOPPED,
                0,
                counts,
                refusals,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
