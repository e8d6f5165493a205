package io.github.managedflink.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import org.junit.jupiter.api.Test;

class ApplicationNeedsTest {
    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/";
    private static final String BROKERS = "b-1.orders.kafka.us-east-1.amazonaws.com:9092";

    @Test
    void aPipelineMayWriteIntoItsSource() {
        assertThat(pipeline(kinesis("orders"), toKinesis("orders")).writesIntoItsSource())
                .isTrue();
        assertThat(pipeline(kinesis("orders"), toKinesis("clean")).writesIntoItsSource())
                .isFalse();
        assertThat(pipeline(msk(msk().topics("retry")), toMsk("retry")).writesIntoItsSource())
                .isTrue();
        assertThat(pipeline(msk(msk().topicPattern("orders-.*")), toMsk("orders-retry"))
                        .writesIntoItsSource())
                .isTrue();
        assertThat(pipeline(msk(msk().topics("orders")), toMsk("clean")).writesIntoItsSource())
                .isFalse();
        assertThat(pipeline(kinesis("orders"), toMsk("orders")).writesIntoItsSource())
                .isFalse();
    }

    private static ApplicationNeeds pipeline(PipelineSourceSpec source, PipelineSinkSpec sink) {
        return ApplicationNeeds.of(StreamingEtlSpec.builder()
                .source(source)
                .sink(sink)
                .deadLetters(S3Location.of("lake", "bad"))
                .build()
                .toPropertyGroups());
    }

    private static PipelineSourceSpec kinesis(String stream) {
        return KinesisSourceSpec.builder().streamArn(STREAM + stream).build();
    }

    private static PipelineSinkSpec toKinesis(String stream) {
        return KinesisSinkSpec.builder().streamArn(STREAM + stream).build();
    }

    private static MskSourceSpec.Builder msk() {
        return MskSourceSpec.builder().bootstrapServers(BROKERS).groupId("etl");
    }

    private static PipelineSourceSpec msk(MskSourceSpec.Builder source) {
        return source.build();
    }

    private static PipelineSinkSpec toMsk(String topic) {
        return MskSinkSpec.builder()
                .bootstrapServers(BROKERS)
                .topic(topic)
                .atLeastOnce()
                .build();
    }
}
