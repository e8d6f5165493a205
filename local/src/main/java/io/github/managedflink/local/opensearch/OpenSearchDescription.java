package io.github.managedflink.local.opensearch;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon OpenSearch Service: domains and collections. */
public final class OpenSearchDescription implements ServiceDescription {
    private static final String DOMAIN_ARN = "arn:{partition}:es:{region}:{account}:domain/{name}";

    @Override
    public String name() {
        return "es";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::OpenSearchService::Domain")
                        .named("DomainName", 28)
                        .lowerCase()
                        .accepts("[a-z][a-z0-9-]{2,27}", "3 to 28 lower-case letters, digits and '-'")
                        .attribute("Arn", DOMAIN_ARN)
                        .attribute("DomainArn", DOMAIN_ARN)
                        .attribute("DomainEndpoint", "search-{name}.{region}.es.{suffix}")
                        .attribute("Id", "{account}/{name}"),
                // A collection's generated name stands for the identifier that the service gives it.
                ResourceType.of("AWS::OpenSearchServerless::Collection")
                        .named("Name", 32)
                        .lowerCase()
                        .accepts("[a-z][a-z0-9-]{2,31}", "3 to 32 lower-case letters, digits and '-'")
                        .attribute("Arn", "arn:{partition}:aoss:{region}:{account}:collection/{name}")
                        .attribute("CollectionEndpoint", "https://{name}.{region}.aoss.{suffix}")
                        .attribute("DashboardEndpoint", "https://{name}.{region}.aoss.{suffix}/_dashboards")
                        .attribute("Id", "{name}"));
    }
}
