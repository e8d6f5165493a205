package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kms.IKey;

/** A Kinesis data stream of a stack, as an application writes to it. */
public final class KinesisSinkConfig implements PipelineSinkConfig {
    private final IStream stream;
    private final KinesisSinkSpec spec;
    private final Map<String, String> outputs;

    KinesisSinkConfig(IStream stream, KinesisSinkSpec spec, Map<String, String> outputs) {
        this.stream = stream;
        this.spec = spec;
        this.outputs = outputs;
    }

    /** Returns the stream. */
    public IStream stream() {
        return stream;
    }

    @Override
    public KinesisSinkSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow("kinesis:PutRecords").on(spec.streamArn()));
        IKey key = stream.getEncryptionKey();
        if (key != null) {
            statements.add(KeyUse.through("kinesis", key, "kms:GenerateDataKey")
                    .of(KinesisSourceConfig.ENCRYPTION_CONTEXT, spec.streamArn()));
        }
        return statements;
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
