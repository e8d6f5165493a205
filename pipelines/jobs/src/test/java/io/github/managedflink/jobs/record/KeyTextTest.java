package io.github.managedflink.jobs.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @Test
    void oneFieldIsItsOwnKey() throws RecordFault {
        assertThat(new KeyText(List.of("a.b")).of(Events.record("a", Events.record("b", "x|y"))))
                .isEqualTo("x|y");
        assertThat(new KeyText(List.of("n")).of(Events.record("n", 12L))).isEqualTo("12");
    }

    @Property(seed = "20261101")
    void differentValuesHaveDifferentKeys(
            @ForAll @StringLength(max = 3) @Chars({'a', '|', '\\'}) String a,
            @ForAll @StringLength(max = 3) @Chars({'a', '|', '\\'}) String b,
            @ForAll @StringLength(max = 3) @Chars({'a', '|', '\\'}) String c,
            @ForAll @StringLength(max = 3) @Chars({'a', '|', '\\'}) String d)
            throws RecordFault {
        KeyText key = new KeyText(List.of("x", "y"));

        boolean same = key.of(Events.record("x", a, "y", b)).equals(key.of(Events.record("x", c, "y", d)));

        assertThat(same).isEqualTo(a.equals(c) && b.equals(d));
    }

    @Test
    void theSeparatorInAValueIsTold() throws RecordFault {
        KeyText key = new KeyText(List.of("x", "y"));

        assertThat(key.of(Events.record("x", "a|b", "y", "c"))).isEqualTo("a\\|b|c");
        assertThat(key.of(Events.record("x", "a", "y", "b|c"))).isEqualTo("a|b\\|c");
        assertThat(key.of(Events.record("x", "a\\", "y", "b"))).isEqualTo("a\\\\|b");
    }

    @Test
    void aKeyNeedsAllOfItsFields() {
        KeyText key = new KeyText(List.of("x", "y"));

        assertThatThrownBy(() -> key.of(Events.record("x", "a"))).hasMessageContaining("the key field y is missing");
        assertThatThrownBy(() -> key.of(Events.record("x", List.of(), "y", "b")))
                .isInstanceOf(RecordFault.class);
    }
}
