package io.github.managedflink.local.gate;

import io.github.managedflink.model.settings.Arguments;

/**
 * A call of a service's API in the terms of IAM, so that it can be held against a policy.
 *
 * @param service the prefix of the service's actions, such as {@code kinesis} or {@code es}
 * @param action the name of the action without that prefix, such as {@code PutRecords}
 * @param resource the ARN of what is called, or {@code *} for a call that names no resource
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">Service
 *     Authorization Reference</a>
 */
public record ServiceCall(String service, String action, String resource) {

    /** The resource of a call that names none. */
    public static final String NO_RESOURCE = "*";

    public ServiceCall {
        Arguments.given("service", service);
        Arguments.given("action", action);
        Arguments.given("resource", resource);
    }

    /** Returns it as a report shows it: {@code kinesis:PutRecords arn:aws:kinesis:…}. */
    @Override
    public String toString() {
        return service + ":" + action + " " + resource;
    }
}
