package io.github.managedflink.constructs.opensearch;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.network.EndpointService;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.constructs.network.ServiceAccess;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/** An OpenSearch domain of a stack, as an application writes documents to it. */
public final class OpenSearchSinkConfig implements PipelineSinkConfig {
    private static final int HTTPS = 443;

    private final OpenSearchDomainConfig domain;
    private final OpenSearchSinkSpec spec;

    OpenSearchSinkConfig(OpenSearchDomainConfig domain, OpenSearchSinkSpec spec) {
        this.domain = domain;
        this.spec = spec;
    }

    /** Returns the domain. */
    public IDomain domain() {
        return domain.domain();
    }

    @Override
    public OpenSearchSinkSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        return List.of(IamStatement.allow("es:ESHttpPost").on(spec.domainArn() + "/_bulk"));
    }

    @Override
    public List<NetworkAccess> network() {
        return domain.securityGroup() == null
                ? List.of()
                : List.of(new NetworkAccess(domain.securityGroup(), Port.tcp(HTTPS), "OpenSearch", domain.addresses()));
    }

    /** Returns a domain in a VPC is reached there; to one outside no endpoint leads. */
    @Override
    public List<ServiceAccess> services() {
        return domain.securityGroup() == null
                ? permissions().stream()
                        .map(calls -> new ServiceAccess(EndpointService.PUBLIC_OPENSEARCH, calls, Optional.empty()))
                        .toList()
                : List.of();
    }

    @Override
    public Map<String, String> outputs() {
        return domain.outputs();
    }
}
