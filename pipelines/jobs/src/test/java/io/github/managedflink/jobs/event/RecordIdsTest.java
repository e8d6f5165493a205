package io.github.managedflink.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordIdsTest {
    private static final byte[] A = {'a'};
    private static final byte[] B = {'b'};

    @Test
    void aRecordThatIsReadAgainGetsItsId() {
        assertThat(idsOfOneRead()).isEqualTo(idsOfOneRead());
    }

    @Test
    void recordsOfOneMessageDifferEvenIfTheyAreAlike() {
        assertThat(idsOfOneRead()).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{1,32}"));
    }

    private static List<String> idsOfOneRead() {
        RecordIds ids = new RecordIds();
        List<String> made = new ArrayList<>();
        made.add(ids.of(Events.ofMessage("1"), A));
        made.add(ids.of(Events.ofMessage("1"), B));
        made.add(ids.of(Events.ofMessage("1"), A));
        made.add(ids.of(Events.ofMessage("2"), A));
        made.add(ids.of(Events.ofMessage("2"), A));
        made.add(ids.of(Events.ofMessage("12"), A));
        return made;
    }
}
