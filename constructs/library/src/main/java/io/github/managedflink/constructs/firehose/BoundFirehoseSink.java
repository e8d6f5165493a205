package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.BoundSink;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.sink.FirehoseSink;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;

/** An Amazon Data Firehose stream of a stack, as an application writes to it. */
public final class BoundFirehoseSink implements BoundSink {
    private final IDeliveryStream deliveryStream;
    private final FirehoseSink spec;
    private final boolean created;
    private final Map<String, String> outputs;

    /** @param created whether the stream and its role are the pipeline's own */
    BoundFirehoseSink(IDeliveryStream deliveryStream, FirehoseSink spec, boolean created, Map<String, String> outputs) {
        this.deliveryStream = deliveryStream;
        this.spec = spec;
        this.created = created;
        this.outputs = outputs;
    }

    /** The Firehose stream. */
    public IDeliveryStream deliveryStream() {
        return deliveryStream;
    }

    @Override
    public FirehoseSink spec() {
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
