package io.github.managedflink.local.http;

import io.netty.handler.codec.http.HttpHeaders;

/** Tells which service a request is for. */
@FunctionalInterface
public interface AwsRouter {

    /**
     * Returns the service.
     *
     * @param caller who signed the request; of empty texts if nobody did
     * @throws AwsError if there is none
     */
    AwsService serviceFor(AwsCaller caller, HttpHeaders headers);
}
