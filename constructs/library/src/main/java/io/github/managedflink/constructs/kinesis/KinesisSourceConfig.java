package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.PipelineSourceConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.constructs.network.ServiceAccess;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kms.IKey;

/** A Kinesis data stream of a stack, as an application reads it. */
public final class KinesisSourceConfig implements PipelineSourceConfig {
    /**
     * What names a stream to KMS.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html#sse-kms-encryption-context">Encryption
     *     context of Kinesis Data Streams</a>
     */
    static final String ENCRYPTION_CONTEXT = "aws:kinesis:arn";

    private final IStream stream;
    private final String consumerName;
    private final String consumerArn;
    private final KinesisSourceSpec spec;
    private final Map<String, String> outputs;

    KinesisSourceConfig(
            IStream stream,
            String consumerName,
            String consumerArn,
            KinesisSourceSpec spec,
            Map<String, String> outputs) {
        this.stream = stream;
        this.consumerName = consumerName;
        this.consumerArn = consumerArn;
        this.spec = spec;
        this.outputs = outputs;
    }

    /** Returns the stream. */
    public IStream stream() {
        return stream;
    }

    @Override
    public KinesisSourceSpec spec() {
        return spec;
    }

    /**
     * Returns the actions that the connector calls, as the local stand-in saw them. It asks for the stream's ARN with
     * DescribeStream in either mode. The consumer is the stack's and its ARN a setting, so the job neither registers
     * nor looks for it. With a role of another account the job may take that on, and nothing else.
     */
    @Override
    public List<IamStatement> permissions() {
        if (spec.roleArn() != null) {
            return List.of(IamStatement.allow("sts:AssumeRole").on(spec.roleArn()));
        }
        List<IamStatement> statements = new ArrayList<>(reading());
        IKey key = stream.getEncryptionKey();
        if (key != null) {
            statements.add(KeyUse.through("kinesis", key, "kms:Decrypt").of(ENCRYPTION_CONTEXT, spec.streamArn()));
        }
        return statements;
    }

    /** With a role of another account the job calls STS as itself and Kinesis as that role. */
    @Override
    public List<ServiceAccess> services() {
        List<ServiceAccess> calls = new ArrayList<>(ServiceAccess.of(permissions()));
        if (spec.roleArn() != null) {
            ServiceAccess.of(reading()).forEach(access -> calls.add(access.withCallerArn(spec.roleArn())));
        }
        return calls;
    }

    private List<IamStatement> reading() {
        String streamArn = spec.streamArn();
        if (consumerName == null) {
            return List.of(IamStatement.allow(
                            "kinesis:DescribeStream",
                            "kinesis:ListShards",
                            "kinesis:GetShardIterator",
                            "kinesis:GetRecords")
                    .on(streamArn));
        }
        if (consumerArn != null) {
            return List.of(
                    IamStatement.allow("kinesis:DescribeStream", "kinesis:ListShards")
                            .on(streamArn),
                    IamStatement.allow("kinesis:SubscribeToShard").on(consumerArn));
        }
        // The job registers the consumer itself; its ARN ends with the time of that.
        return List.of(
                IamStatement.allow(
                                "kinesis:DescribeStream",
                                "kinesis:DescribeStreamSummary",
                                "kinesis:ListShards",
                                "kinesis:RegisterStreamConsumer")
                        .on(streamArn),
                IamStatement.allow("kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard")
                        .on(streamArn, streamArn + "/consumer/" + consumerName + ":*"));
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html">Metrics of Kinesis
     *     Data Streams</a>
     */
    @Override
    public Optional<IMetric> lag() {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("StreamName", stream.getStreamName());
        if (consumerName != null) {
            dimensions.put("ConsumerName", consumerName);
        }
        return Optional.of(Metric.Builder.create()
                .namespace("AWS/Kinesis")
                .metricName(
                        consumerName == null
                                ? "GetRecords.IteratorAgeMilliseconds"
                                : "SubscribeToShardEvent.MillisBehindLatest")
                .dimensionsMap(dimensions)
                .statistic("Maximum")
                .period(Duration.minutes(1))
                .build());
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
