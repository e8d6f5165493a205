package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;

/** An Amazon Data Firehose stream of a stack, as an application writes to it. */
public final class FirehoseSinkConfig implements PipelineSinkConfig {
    private final IDeliveryStream deliveryStream;
    private final FirehoseSinkSpec spec;
    private final boolean created;
    private final Map<String, String> outputs;

    /** @param created whether the stream and its role are the pipeline's own */
    FirehoseSinkConfig(
            IDeliveryStream deliveryStream, FirehoseSinkSpec spec, boolean created, Map<String, String> outputs) {
        this.deliveryStream = deliveryStream;
        this.spec = spec;
        this.created = created;
        this.outputs = outputs;
    }

    /** Returns the Firehose stream. */
    public IDeliveryStream deliveryStream() {
        return deliveryStream;
    }

    @Override
    public FirehoseSinkSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        return List.of(IamStatement.allow("firehose:PutRecordBatch").on(spec.deliveryStreamArn()));
    }

    @Override
    public List<IRole> roles() {
        return created && deliveryStream.getGrantPrincipal() instanceof IRole role ? List.of(role) : List.of();
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
