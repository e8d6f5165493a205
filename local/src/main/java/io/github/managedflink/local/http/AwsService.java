package io.github.managedflink.local.http;

import java.util.Map;

/** A service that an {@link AwsEndpoint} offers. Its operations may be called by several threads at once. */
public interface AwsService {

    ServiceTraits traits();

    /** Its operations by their names. */
    Map<String, AwsOperation> operations();
}
