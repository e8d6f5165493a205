package io.github.managedflink.constructs.opensearch;

import software.amazon.awscdk.services.opensearchservice.IDomain;

/** How a job knows a domain. */
record OpenSearchAddress(String arn, String endpoint) {

    static OpenSearchAddress of(IDomain domain) {
        return new OpenSearchAddress(domain.getDomainArn(), "https://" + domain.getDomainEndpoint());
    }
}
