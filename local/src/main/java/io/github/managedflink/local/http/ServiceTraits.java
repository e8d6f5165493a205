package io.github.managedflink.local.http;

/**
 * What is the same for all operations of a service.
 *
 * @param name the prefix of its IAM actions, which callers also sign for: {@code sns}, {@code events}, …
 * @param protocol how its calls travel
 * @param validationCode the code of its error for a parameter that it cannot use
 * @param throttling what it says when there are too many calls
 * @param denialCode the code of its error for a caller that lacks a permission
 */
public record ServiceTraits(
        String name, AwsProtocol protocol, String validationCode, AwsError throttling, String denialCode) {
    /** What services with JSON call the want of a permission. */
    public static final String ACCESS_DENIED = "AccessDeniedException";

    /** What most services say of too many calls. */
    public static final String RATE_EXCEEDED = "Rate exceeded";

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    /**
     * What it says to a caller that lacks a permission.
     *
     * @param message who may not do what, as IAM says it
     */
    public AwsError accessDenied(String message) {
        return new AwsError(protocol instanceof QueryProtocol ? FORBIDDEN : BAD_REQUEST, denialCode, message);
    }
}
