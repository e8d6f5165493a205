package io.github.managedflink.local.http;

import java.util.Map;

/** A service that an {@link AwsEndpoint} offers. Its operations may be called by several threads at once. */
public interface AwsService {

    /** The prefix of its IAM actions, which callers also sign for: {@code sns}, {@code events}, … */
    String name();

    AwsProtocol protocol();

    /** Its operations by their names. */
    Map<String, AwsOperation> operations();

    /** The code of its error for a parameter that it cannot use. */
    String validationCode();

    /** What it says when there are too many calls. */
    AwsError throttling();
}
