package io.github.managedflink.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Violations;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The key that a location names is the one that its path leads to, so that a permission on the one is one on the other.
 */
class S3PathTest {

    @Property(tries = 2000, seed = "20261129")
    void pathLeadsToTheKey(@ForAll("keys") String key) {
        S3Location location = S3Location.of("lake", key);
        Violations faults = new Violations();
        location.check(faults);
        Assume.that(faults.all().isEmpty());

        org.apache.flink.core.fs.Path flink = S3SinkConnector.path(location);
        org.apache.hadoop.fs.Path hadoop = new org.apache.hadoop.fs.Path(flink.toUri());

        assertThat(flink.getPath()).isEqualTo("/" + key);
        assertThat(hadoop.toUri().getPath()).isEqualTo("/" + key);
        assertThat(hadoop.toUri().getHost()).isEqualTo("lake");
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withChars("ab=+ %#:;@&,'\"<>()[]{}|^`~!$-_.\\/?*\u00a0ü\u00ff€\t")
                .ofMinLength(1)
                .ofMaxLength(12);
    }
}
