package io.github.managedflink.model.sink;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/**
 * Puts records into an Amazon Data Firehose stream as lines of JSON, at least once: after a failure some are there
 * twice, and not in their order. A line of more than 1,000 KiB goes to the dead letters.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
public final class FirehoseSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "firehose";

    private static final Pattern STREAM_ARN =
            Pattern.compile("arn:[a-z0-9-]+:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[a-zA-Z0-9_.-]{1,64}");

    private final String deliveryStreamArn;

    private FirehoseSinkSpec(String deliveryStreamArn) {
        this.deliveryStreamArn = deliveryStreamArn;
    }

    /**
     * Returns a sink of the delivery stream with an ARN. Its settings are checked with the pipeline that it is part of.
     */
    public static FirehoseSinkSpec of(String deliveryStreamArn) {
        return new FirehoseSinkSpec(deliveryStreamArn);
    }

    /** Reads what was written. */
    public static FirehoseSinkSpec read(SettingsReader settings) {
        return of(settings.text("delivery-stream.arn"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.AT_LEAST_ONCE;
    }

    /** Returns the delivery stream's ARN. */
    public String deliveryStreamArn() {
        return deliveryStreamArn;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type()).put("delivery-stream.arn", deliveryStreamArn);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        violations.require("delivery-stream.arn", deliveryStreamArn);
        violations.matches(
                "delivery-stream.arn",
                deliveryStreamArn,
                STREAM_ARN,
                "is no ARN of a Firehose stream; write one such as"
                        + " arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders.");
    }
}
