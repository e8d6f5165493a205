package io.github.managedflink.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.s3.S3Partition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketPathTest {
    private final DataRecord record = new DataRecord();

    @Test
    void foldersAreNamedByTimesAndFields() throws RecordFault {
        record.put("country", "AT");
        record.put("at", Instant.parse("2018-02-07T23:30:00Z"));

        assertThat(path(
                        S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"),
                        S3Partition.timestampField("hour", "at", "dd'T'HH", "Europe/Vienna"),
                        S3Partition.field("country", "country")))
                .isEqualTo("day=1970-01-01/hour=08T00/country=AT");
    }

    @Test
    void aMissingNullOrEmptyValueHasHivesName() throws RecordFault {
        record.put("nothing", null);
        record.put("empty", "");
        String none = "__HIVE_DEFAULT_PARTITION__";

        assertThat(path(S3Partition.field("x", "missing"))).isEqualTo("x=" + none);
        assertThat(path(S3Partition.field("x", "nothing"))).isEqualTo("x=" + none);
        assertThat(path(S3Partition.field("x", "empty"))).isEqualTo("x=" + none);
        assertThat(path(S3Partition.timestampField("x", "missing", "yyyy", "UTC")))
                .isEqualTo("x=" + none);
    }

    @Test
    void whatAPathTakesAmissIsEscaped() throws RecordFault {
        record.put("text", "a/b=c:d%ü😀\u0001*");
        record.put("number", new JsonNumber("1.50"));

        assertThat(path(S3Partition.field("x", "text"))).isEqualTo("x=a%2Fb%3Dc%3Ad%25%C3%BC%F0%9F%98%80%01%2A");
        assertThat(path(S3Partition.field("x", "number"))).isEqualTo("x=1.50");
    }

    @Test
    void aValueThatMakesNoFolderIsRefused() {
        record.put("long", "x".repeat(1000));
        record.put("object", new DataRecord());
        record.put("text", "2018");

        refused(S3Partition.field("x", "long"), "longer key than S3 allows");
        refused(S3Partition.field("x", "object"), "is an object or a list");
        refused(S3Partition.timestampField("x", "text", "yyyy", "UTC"), "is no timestamp");
    }

    private void refused(S3Partition partition, String reason) {
        assertThatThrownBy(() -> path(partition))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining(reason);
    }

    private String path(S3Partition... partitions) throws RecordFault {
        PipelineEvent event = PipelineEvent.of(new Message(new byte[0], "shard", "1", 0), 1000, record);
        return new BucketPath(List.of(partitions), "prefix").of(event);
    }
}
