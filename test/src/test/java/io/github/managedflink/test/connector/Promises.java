package io.github.managedflink.test.connector;

import io.github.managedflink.model.sink.DeliveryGuarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** What sinks promise about the records of a run. */
final class Promises {
    private Promises() {}

    /** Checks that each sink received every record, and only once where it promises that. */
    static void check(Collection<SinkKind> sinks, List<String> ids, Path out) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (SinkKind sink : sinks) {
            List<String> received = sink.ids(out);
            softly.assertThat(Set.copyOf(received))
                    .as("records of %s", sink)
                    .hasSize(ids.size())
                    .containsAll(ids);
            if (sink.guarantee() != DeliveryGuarantee.AT_LEAST_ONCE) {
                softly.assertThat(received).as("records of %s", sink).doesNotHaveDuplicates();
            }
        }
        softly.assertAll();
    }
}
