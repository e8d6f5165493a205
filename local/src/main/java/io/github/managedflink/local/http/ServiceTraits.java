package io.github.managedflink.local.http;

/**
 * What is the same for all operations of a service.
 *
 * @param name the prefix of its IAM actions, which callers also sign for: {@code sns}, {@code events}, …
 * @param protocol how its calls travel
 * @param validationCode the code of its error for a parameter that it cannot use
 * @param throttling what it says when there are too many calls
 */
public record ServiceTraits(String name, AwsProtocol protocol, String validationCode, AwsError throttling) {
    /** What most services say of too many calls. */
    public static final String RATE_EXCEEDED = "Rate exceeded";
}
