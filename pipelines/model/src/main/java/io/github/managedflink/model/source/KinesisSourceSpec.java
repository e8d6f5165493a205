package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.FirehoseArn;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/**
 * Reads a Kinesis data stream, by polling or by enhanced fan-out (EFO).
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html">Enhanced fan-out consumers</a>
 */
public final class KinesisSourceSpec extends PipelineSourceSpec {
    static final String TYPE = "kinesis";

    public static final Pattern STREAM_ARN =
            Pattern.compile("arn:[a-z0-9-]+:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}");
    public static final String NO_STREAM_ARN = "is no ARN of a Kinesis data stream; write one such as"
            + " arn:aws:kinesis:eu-west-1:111122223333:stream/orders.";

    private static final Pattern CONSUMER_ARN = Pattern.compile(
            "arn:[a-z0-9-]+:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}/consumer/[a-zA-Z0-9_.-]{1,128}:[0-9]+");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern CONSUMER_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private final String streamArn;
    private final KinesisStartingPosition startPosition;
    private final String consumerName;
    private final String consumerArn;
    private final String roleArn;
    private final String externalId;

    private KinesisSourceSpec(Builder builder) {
        this.streamArn = builder.streamArn;
        this.startPosition = builder.startPosition;
        this.consumerName = builder.consumerName;
        this.consumerArn = builder.consumerArn;
        this.roleArn = builder.roleArn;
        this.externalId = builder.externalId;
    }

    /** Returns a source that polls, from the oldest record on. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static KinesisSourceSpec read(SettingsReader settings) {
        return builder()
                .streamArn(settings.text("stream.arn"))
                .startPosition(KinesisStartingPosition.read(settings.at("start")))
                .enhancedFanOut(settings.text("consumer.name"), settings.text("consumer.arn"))
                .role(settings.text("role.arn"), settings.text("role.external-id"))
                .build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the stream's ARN. */
    public String streamArn() {
        return streamArn;
    }

    /** Returns from where a job without state reads. */
    public KinesisStartingPosition startPosition() {
        return startPosition;
    }

    /** Returns the name of the EFO consumer; null if the source polls. */
    public String consumerName() {
        return consumerName;
    }

    /**
     * Returns the ARN of an EFO consumer that somebody else registers; null if the source polls or the job registers
     * the consumer.
     */
    public String consumerArn() {
        return consumerArn;
    }

    /** Returns the role that the job takes on to read the stream; null if it reads with its own. */
    public String roleArn() {
        return roleArn;
    }

    /** Returns what the role's trust policy asks for besides; null if nothing. */
    public String externalId() {
        return externalId;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("stream.arn", streamArn)
                .put("start", startPosition)
                .put("consumer.name", consumerName)
                .put("consumer.arn", consumerArn)
                .put("role.arn", roleArn)
                .put("role.external-id", externalId);
    }

    @Override
    public void check(Violations violations) {
        if (violations.require("stream.arn", streamArn)) {
            if (!FirehoseArn.refuse(violations, "stream.arn", streamArn)) {
                violations.matches("stream.arn", streamArn, STREAM_ARN, NO_STREAM_ARN);
            }
        }
        if (violations.require("start", startPosition)) {
            startPosition.check(violations.at("start"));
        }
        if (externalId != null) {
            violations.require("role.arn", roleArn);
        }
        violations.matches(
                "role.arn",
                roleArn,
                ROLE_ARN,
                "is no ARN of a role; write one such as arn:aws:iam::444455556666:role/read-orders.");
        violations.matches(
                "role.external-id",
                externalId,
                EXTERNAL_ID,
                "must have 2 to 1,224 letters, digits or characters of _+=,.@:/-.");
        if (consumerArn != null) {
            violations.require("consumer.name", consumerName);
            violations.matches("consumer.arn", consumerArn, CONSUMER_ARN, "is no ARN of a stream consumer.");
        }
        violations.matches(
                "consumer.name",
                consumerName,
                CONSUMER_NAME,
                "must have 1 to 128 letters, digits, hyphens, underscores or dots"
                        + (consumerName != null && !Tokens.isToken(consumerName)
                                ? " (it has " + consumerName.length() + " characters)."
                                : "."));
    }

    /** Builds a {@link KinesisSourceSpec}. */
    public static final class Builder {
        private String streamArn;
        private KinesisStartingPosition startPosition = KinesisStartingPosition.trimHorizon();
        private String consumerName;
        private String consumerArn;
        private String roleArn;
        private String externalId;

        private Builder() {}

        /** Sets the stream's ARN. Required. */
        public Builder streamArn(String arn) {
            this.streamArn = arn;
            return this;
        }

        /** Sets from where a job without state reads. Default: the oldest record. */
        public Builder startPosition(KinesisStartingPosition position) {
            this.startPosition = position;
            return this;
        }

        /** Reads by enhanced fan-out through a consumer of this name, which the job registers. Default: polling. */
        public Builder enhancedFanOut(String name) {
            return enhancedFanOut(name, null);
        }

        /** Reads by enhanced fan-out through a consumer that somebody else registers, such as the stack. */
        public Builder enhancedFanOut(String name, String arn) {
            this.consumerName = name;
            this.consumerArn = arn;
            return this;
        }

        /** Reads a stream of another account with a role of that account. Default: the job's own role. */
        public Builder role(String arn) {
            return role(arn, null);
        }

        /**
         * Reads a stream of another account with a role of that account.
         *
         * @param id the external id that the role's trust policy asks for, 2 to 1,224 characters
         * @see <a
         *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html">External
         *     ids</a>
         */
        public Builder role(String arn, String id) {
            this.roleArn = arn;
            this.externalId = id;
            return this;
        }

        /** Returns the source. Its settings are checked with the pipeline that it is part of. */
        public KinesisSourceSpec build() {
            return new KinesisSourceSpec(this);
        }
    }
}
