package io.github.managedflink.constructs.sns;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;

/** An SNS topic of a stack, as an application publishes to it. */
public final class SnsSinkConfig implements PipelineSinkConfig {
    private final ITopic topic;
    private final IKey key;
    private final SnsSinkSpec spec;
    private final Map<String, String> outputs;

    SnsSinkConfig(ITopic topic, IKey key, SnsSinkSpec spec, Map<String, String> outputs) {
        this.topic = topic;
        this.key = key;
        this.spec = spec;
        this.outputs = outputs;
    }

    /** Returns the topic. */
    public ITopic topic() {
        return topic;
    }

    @Override
    public SnsSinkSpec spec() {
        return spec;
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Keys of encrypted topics</a>
     */
    @Override
    public List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow("sns:Publish").on(spec.topicArn()));
        if (key != null) {
            statements.add(KeyUse.through("sns", key, "kms:GenerateDataKey", "kms:Decrypt")
                    .of("aws:sns:topicArn", spec.topicArn()));
        }
        return statements;
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
