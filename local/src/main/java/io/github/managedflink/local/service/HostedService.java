package io.github.managedflink.local.service;

import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.model.LocalEndpoints;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service whose stand-in shares an address with others: {@link io.github.managedflink.local.services.StandIns} starts
 * it when something was created in it.
 */
public abstract class HostedService extends ArnResources {
    public HostedService(String service) {
        super(service);
    }

    /** The stand-in. */
    public abstract AwsService standIn();

    /** Whether the run needs it. */
    public final boolean isNeeded() {
        return !created().isEmpty();
    }

    @Override
    public final Map<String, Set<String>> actions() {
        return isNeeded() ? Map.of(standIn().traits().name(), standIn().actions()) : Map.of();
    }

    @Override
    protected Optional<String> arnIn(Arn arn) {
        return Optional.of(arn.toString());
    }

    @Override
    public final LocalEndpoints addTo(LocalEndpoints endpoints) {
        return endpoints;
    }

    @Override
    public final void close() {}
}
