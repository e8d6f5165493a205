package io.github.managedflink.jobs.step;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.castToTimestamp;
import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.drop;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.flatten;
import static io.github.managedflink.model.etl.EtlSteps.hash;
import static io.github.managedflink.model.etl.EtlSteps.keep;
import static io.github.managedflink.model.etl.EtlSteps.mask;
import static io.github.managedflink.model.etl.EtlSteps.maskAllButLast;
import static io.github.managedflink.model.etl.EtlSteps.rename;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static io.github.managedflink.model.etl.EtlSteps.route;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.etl.StepChain;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TimestampFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of JSON when it passes steps: the records written, or the word for what happened. */
class StepsTest {
    @Test
    void requireRefusesNamingAllThatIsMissing() {
        assertThat(run("{'a':{'b':1}}", require("a.b"))).containsExactly("{'a':{'b':1}}");
        assertThat(run("{'a':null}", require("a", "b.c")))
                .containsExactly("refused by require: the field a is null; the field b.c is missing");
    }

    @Test
    void castConvertsWithoutLossOrRefuses() {
        assertThat(run("{'a':' 12 '}", cast("a", FieldType.LONG))).containsExactly("{'a':12}");
        assertThat(run("{'a':12.0}", cast("a", FieldType.LONG))).containsExactly("{'a':12}");
        assertThat(run("{'a':'1.50'}", cast("a", FieldType.DECIMAL))).containsExactly("{'a':1.50}");
        assertThat(run("{'a':'1.50'}", cast("a", FieldType.DOUBLE))).containsExactly("{'a':1.5}");
        assertThat(run("{'a':1.50}", cast("a", FieldType.STRING))).containsExactly("{'a':'1.50'}");
        assertThat(run("{'a':'TRUE'}", cast("a", FieldType.BOOLEAN))).containsExactly("{'a':true}");
        assertThat(run("{'a':null}", cast("a", FieldType.LONG))).containsExactly("{'a':null}");
        assertThat(run("{}", cast("a", FieldType.LONG))).containsExactly("{}");
        assertThat(run("{'a':1518023043200}", castToTimestamp("a", TimestampFormat.epochMillis())))
                .containsExactly("{'a':'2018-02-07T17:04:03.200Z'}");
    }

    @Test
    void castRefusesWhatItWouldChange() {
        for (String value : List.of("1.5", "9223372036854775808", "'x'", "''", "'0x10'", "true", "{}", "[]", "1e400")) {
            assertThat(run("{'a':" + value + "}", cast("a", FieldType.LONG)))
                    .as(value)
                    .first()
                    .asString()
                    .startsWith("refused by cast: the field a: ");
        }
        assertThat(run("{'a':1e999}", cast("a", FieldType.DOUBLE)))
                .containsExactly("refused by cast: the field a: 1e999 cannot become a double, whose range it exceeds");
        assertThat(run("{'a':'1d'}", cast("a", FieldType.DOUBLE)))
                .containsExactly("refused by cast: the field a: \"1d\" cannot become a double");
    }

    @Test
    void renameMovesAFieldAndKeepsItsPlace() {
        assertThat(run("{'a':1,'b':2}", rename("a", "c"))).containsExactly("{'c':1,'b':2}");
        assertThat(run("{'a':{'x':1},'b':2}", rename("a.x", "c.d.e")))
                .containsExactly("{'a':{},'b':2,'c':{'d':{'e':1}}}");
        assertThat(run("{'a':1}", rename("a", "a.b"))).containsExactly("{'a':{'b':1}}");
        assertThat(run("{'b':2}", rename("a", "c"))).containsExactly("{'b':2}");
        assertThat(run("{'a':1,'b':2}", rename("a", "b")))
                .containsExactly("refused by rename: the field b is there already");
        assertThat(run("{'a':1,'b':2}", rename("a", "b.c")))
                .containsExactly("refused by rename: the path b.c leads through a value that is no object");
    }

    @Test
    void keepAndDropTakePaths() {
        assertThat(run("{'a':{'x':1,'y':2},'b':3,'c':4}", keep("c", "a.y", "none")))
                .containsExactly("{'a':{'y':2},'c':4}");
        assertThat(run("{'a':{'x':1,'y':2}}", keep("a", "a.y"))).containsExactly("{'a':{'x':1,'y':2}}");
        assertThat(run("{'a':{'x':1,'y':2},'b':3}", drop("a.x", "b", "none"))).containsExactly("{'a':{'y':2}}");
    }

    @Test
    void maskHidesCharacters() {
        assertThat(run("{'a':'ab😀d'}", mask("a"))).containsExactly("{'a':'****'}");
        assertThat(run("{'a':12.50}", mask("a"))).containsExactly("{'a':'*****'}");
        assertThat(run("{'a':true}", mask("a"))).containsExactly("{'a':'****'}");
        assertThat(run("{'a':''}", mask("a"))).containsExactly("{'a':''}");
        assertThat(run("{'a':null}", mask("a"))).containsExactly("{'a':null}");
        assertThat(run("{'a':{}}", mask("a")))
                .containsExactly("refused by mask: the field a is an object or a list, which cannot be masked");
    }

    @Test
    void aMaskLeavesNoMoreThanTheLastCharactersAndNeverAllOfThem() {
        assertThat(run("{'a':123456}", maskAllButLast("a", 4))).containsExactly("{'a':'**3456'}");
        assertThat(run("{'a':12345}", maskAllButLast("a", 4))).containsExactly("{'a':'*2345'}");
        assertThat(run("{'a':1234}", maskAllButLast("a", 4))).containsExactly("{'a':'****'}");
        assertThat(run("{'a':'xy'}", maskAllButLast("a", 4))).containsExactly("{'a':'**'}");
        assertThat(run("{'a':''}", maskAllButLast("a", 4))).containsExactly("{'a':''}");
        assertThat(run("{'a':false}", maskAllButLast("a", 4))).containsExactly("{'a':'*alse'}");
        assertThat(run("{'a':'😀😀'}", maskAllButLast("a", 2))).containsExactly("{'a':'**'}");
        assertThat(run("{'a':'x😀y'}", maskAllButLast("a", 2))).containsExactly("{'a':'*😀y'}");
        assertThat(run("{'a':[1]}", maskAllButLast("a", 2)))
                .containsExactly("refused by mask: the field a is an object or a list, which cannot be masked");
    }

    /** The first two test cases of RFC 4231, whose keys are texts. */
    @Test
    void hashIsHmacSha256() {
        assertThat(run("{'a':'Hi There'}", hash("a", "\u000b".repeat(20))))
                .containsExactly("{'a':'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'}");
        assertThat(run("{'a':'what do ya want for nothing?'}", hash("a", "Jefe")))
                .containsExactly("{'a':'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'}");
        assertThat(run("{'a':{'b':['Hi There','Hi There']}}", explode("a.b"), hash("a.b", "\u000b".repeat(20))))
                .as("a key serves any number of records")
                .containsExactly(
                        "expanded by 1",
                        "{'a':{'b':'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'}}",
                        "{'a':{'b':'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'}}");
        assertThat(run("{'a':null}", hash("a", "salt"))).containsExactly("{'a':null}");
        assertThat(run("{'a':'\\ud800'}", hash("a", "salt")))
                .containsExactly("refused by mask: the field a has half of a surrogate pair, which has no hash");
        assertThat(run("{'a':[]}", hash("a", "salt")))
                .containsExactly("refused by mask: the field a is an object or a list, which cannot be masked");
    }

    @Test
    void flattenJoinsNames() {
        assertThat(run("{'a':{'b':{'c':1},'d':[{}]},'e':2}", flatten()))
                .containsExactly("{'a_b_c':1,'a_d':[{}],'e':2}");
        assertThat(run("{'a':{'b':{'c':1}},'e':{'f':2}}", flatten("a").withoutPrefix()))
                .containsExactly("{'b_c':1,'e':{'f':2}}");
        assertThat(run("{'a':{'b':1},'a_b':2}", flatten()))
                .containsExactly("refused by flatten: two fields would be named a_b");
    }

    @Test
    void explodeMakesARecordOfEachElement() {
        assertThat(run("{'a':[1,{'b':2}],'c':3}", explode("a")))
                .containsExactly("expanded by 1", "{'a':1,'c':3}", "{'a':{'b':2},'c':3}");
        assertThat(run("{'a':[]}", explode("a"))).containsExactly("left out");
        assertThat(run("{'a':1}", explode("a"))).containsExactly("refused by explode: the field a is no list");
        assertThat(run("{}", explode("a"))).containsExactly("refused by explode: the field a is missing");
    }

    @Test
    void eachExplodedRecordGoesItsOwnWay() {
        assertThat(run(
                        "{'a':[{'n':1},{'n':'x'},{'n':3}],'o':{'p':1}}",
                        explode("a"),
                        check("a.n > 0", "n must be positive"),
                        rename("a.n", "o.n"),
                        filter("o.n < 3")))
                .containsExactly(
                        "expanded by 2",
                        "{'a':{},'o':{'p':1,'n':1}}",
                        "refused by check: n must be positive (cannot compare string with int)",
                        "left out");
    }

    @Test
    void deriveSetsAField() {
        assertThat(run("{'a':2}", derive("b.c", "a * 3"))).containsExactly("{'a':2,'b':{'c':6}}");
        assertThat(run("{'a':2}", derive("a", "{'x': a}"))).containsExactly("{'a':{'x':2}}");
        assertThat(run("{'a':{'x':1}}", derive("b", "a"), rename("a.x", "a.y")))
                .containsExactly("{'a':{'y':1},'b':{'x':1}}");
        assertThat(run("{'a':2}", derive("b", "missing + 1")))
                .containsExactly("refused by derive: the field missing is missing");
    }

    @Test
    void theFirstRouteHoldsAndCopiesGoOn() {
        assertThat(run("{'a':1}", route("a == 1", "one"), route("a > 0", "two")))
                .containsExactly("{'a':1} to one");
        assertThat(run("{'a':1}", route("a > 0", "one").copying(), route("a == 1", "two")))
                .containsExactly("{'a':1} to two and 10");
        assertThat(run("{'a':0}", route("a > 0", "one"))).containsExactly("{'a':0}");
        assertThat(run("{'b':0}", route("a > 0", "one"))).containsExactly("refused by route: the field a is missing");
    }

    /** Runs JSON with apostrophes for quotes. */
    private static List<String> run(String json, EtlStep... steps) {
        List<String> outcome = new ArrayList<>();
        Transforms transforms = new Transforms(List.of("main", "one", "two"), failures -> {});
        List<String> names = new ArrayList<>();
        List<Transform> chain = new ArrayList<>();
        for (EtlStep step : steps) {
            names.add(step.type());
            chain.add(transforms.of(step, RecordShape.open()));
        }
        Message message = new Message(json.replace('\'', '"').getBytes(UTF_8), "shard", "1", 0);
        new StepChain(names, chain, new Told(outcome))
                .run(new MessageParser(InputFormat.json(), EventTime.arrival()).parse(message));
        return outcome;
    }

    private record Told(List<String> outcome) implements StepChain.Output {
        @Override
        public void passed(PipelineEvent event) {
            try {
                String json = new String(new JsonRecordWriter().line(event.record()), UTF_8).strip();
                outcome.add(json.replace('"', '\'')
                        + (event.routedTo() == PipelineEvent.NO_SINK
                                ? ""
                                : " to " + List.of("main", "one", "two").get(event.routedTo()))
                        + (event.copiedTo() == 0 ? "" : " and " + Long.toBinaryString(event.copiedTo())));
            } catch (RecordFault e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void leftOut(int step) {
            outcome.add("left out");
        }

        @Override
        public void refused(PipelineEvent event, Fault fault) {
            outcome.add("refused by " + fault.step() + ": " + fault.reason());
        }

        @Override
        public void expanded(long more) {
            outcome.add("expanded by " + more);
        }
    }
}
