package io.github.managedflink.local.http;

import java.util.Map;
import java.util.Set;

/** A service that an {@link AwsEndpoint} offers. Its operations may be called by several threads at once. */
public interface AwsService {

    ServiceTraits traits();

    /** Its operations by their names. */
    Map<String, AwsOperation> operations();

    /** The names of the IAM actions that permit its operations: as a rule, those of the operations. */
    default Set<String> actions() {
        return operations().keySet();
    }

    /**
     * What it says when it has failed itself: as a rule, one of the errors that all services have in common.
     *
     * @param status 500 or 503
     */
    default AwsError serverError(int status) {
        return status == 503
                ? new AwsError(status, "ServiceUnavailable", "The request has failed due to a temporary failure.")
                : new AwsError(status, "InternalFailure", "The request has failed because of an unknown error.");
    }
}
