package io.github.managedflink.model.sink;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TextTemplate;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts records on an EventBridge bus as events, at least once: after a failure some are there twice, and not in their
 * order. The record is the event's detail, the event time its time.
 *
 * <p>Goes to the dead letters: an entry of more than 256 KiB; a detail type that is empty or has more than 128
 * characters; and a resource that is empty.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>
 */
public final class EventBridgeSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "eventbridge";

    private static final Pattern BUS_ARN =
            Pattern.compile("arn:[a-z0-9-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/[/._a-zA-Z0-9-]{1,256}");
    private static final int MAX_SOURCE = 256;
    private static final String RESERVED_SOURCE = "aws.";

    private final String busArn;
    private final String source;
    private final String detailType;
    private final List<String> resources;

    private EventBridgeSinkSpec(Builder builder) {
        this.busArn = builder.busArn;
        this.source = builder.source;
        this.detailType = builder.detailType;
        this.resources = Collections.unmodifiableList(new ArrayList<>(builder.resources));
    }

    /** Returns a sink of events without resources. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static EventBridgeSinkSpec read(SettingsReader settings) {
        return builder()
                .busArn(settings.text("bus.arn"))
                .source(settings.text("source"))
                .detailType(settings.text("detail-type"))
                .resources(settings.texts("resource").toArray(new String[0]))
                .build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.AT_LEAST_ONCE;
    }

    /** Returns the bus's ARN. */
    public String busArn() {
        return busArn;
    }

    /** Returns who the events come from. */
    public String source() {
        return source;
    }

    /** Returns the {@link TextTemplate} of what the events tell. */
    public String detailType() {
        return detailType;
    }

    /** Returns the {@link TextTemplate}s of what the events are about. */
    public List<String> resources() {
        return resources;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("bus.arn", busArn)
                .put("source", source)
                .put("detail-type", detailType)
                .put("resource", resources);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        violations.require("bus.arn", busArn);
        violations.matches(
                "bus.arn",
                busArn,
                BUS_ARN,
                "is no ARN of an event bus; write one such as"
                        + " arn:aws:events:eu-west-1:111122223333:event-bus/orders.");
        if (violations.require("source", source) && !Tokens.isToken(source)) {
            if (source.startsWith(RESERVED_SOURCE)) {
                violations.add(
                        "source", source, "may not begin with " + RESERVED_SOURCE + ", which is for AWS services.");
            }
            if (source.length() > MAX_SOURCE) {
                violations.add("source", source, "may have " + MAX_SOURCE + " characters at most.");
            }
        }
        if (violations.require("detail-type", detailType)) {
            TextTemplate.check(violations, "detail-type", detailType, finished);
        }
        int number = 0;
        for (String resource : resources) {
            String setting = "resource." + ++number;
            if (violations.require(setting, resource)) {
                TextTemplate.check(violations, setting, resource, finished);
            }
        }
    }

    /** Builds an {@link EventBridgeSinkSpec}. */
    public static final class Builder {
        private String busArn;
        private String source;
        private String detailType;
        private final List<String> resources = new ArrayList<>();

        private Builder() {}

        /** Sets the bus's ARN. Required. */
        public Builder busArn(String arn) {
            this.busArn = arn;
            return this;
        }

        /**
         * Sets who the events come from, such as {@code com.example.orders}: up to 256 characters, not beginning with
         * {@code aws.}. Required.
         */
        public Builder source(String name) {
            this.source = name;
            return this;
        }

        /**
         * Sets the {@link TextTemplate} of what the events tell, such as <code>Order {status}</code>: up to 128
         * characters. Required.
         */
        public Builder detailType(String template) {
            this.detailType = template;
            return this;
        }

        /** Sets the {@link TextTemplate}s of what the events are about, most often ARNs. Default: none. */
        public Builder resources(String... templates) {
            this.resources.clear();
            Collections.addAll(this.resources, Arguments.given("templates", templates));
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public EventBridgeSinkSpec build() {
            return new EventBridgeSinkSpec(this);
        }
    }
}
