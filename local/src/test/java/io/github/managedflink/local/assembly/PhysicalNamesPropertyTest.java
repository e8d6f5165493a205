package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class PhysicalNamesPropertyTest {
    @Property(seed = "42")
    void fitsTheServiceAndIsTheSameInEveryRun(
            @ForAll @AlphaChars @StringLength(min = 1, max = 128) String stack,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 255) String logicalId,
            @ForAll @IntRange(min = 36, max = 1024) int limit) {
        String name = PhysicalNames.generate(stack, logicalId, limit, false);

        assertThat(name).hasSizeLessThanOrEqualTo(limit).matches("[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]");
        assertThat(PhysicalNames.generate(stack, logicalId, limit, false)).isEqualTo(name);
    }

    @Property(seed = "42")
    void bucketNamesAreLowerCase(@ForAll @AlphaChars @StringLength(min = 1, max = 128) String stack) {
        assertThat(PhysicalNames.generate(stack, "Lake5F1B88EA", 63, true)).matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    }

    @Property(seed = "42")
    void resourcesThatDifferHaveNamesThatDiffer(
            @ForAll @AlphaChars @StringLength(min = 1, max = 200) String one,
            @ForAll @AlphaChars @StringLength(min = 1, max = 200) String other) {
        assertThat(PhysicalNames.generate("S", one, 63, true).equals(PhysicalNames.generate("S", other, 63, true)))
                .isEqualTo(one.equals(other));
    }
}
