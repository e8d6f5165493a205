package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.format.Utf8;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A message attribute.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class SnsAttribute {
    private static final String NUMBER = "Number";
    private static final String STRING = "String";

    private final String name;
    private final boolean number;
    private final String value;

    SnsAttribute(String name, boolean number, String value) {
        this.name = name;
        this.number = number;
        this.value = value;
    }

    String name() {
        return name;
    }

    boolean isNumber() {
        return number;
    }

    String value() {
        return value;
    }

    private String type() {
        return number ? NUMBER : STRING;
    }

    /** Name, type and value count. */
    long sizeInBytes() {
        return Utf8.length(name) + type().length() + Utf8.length(value);
    }

    MessageAttributeValue asValue() {
        return MessageAttributeValue.builder()
                .dataType(type())
                .stringValue(value)
                .build();
    }
}
