package io.github.managedflink.local.proxy;

import io.github.managedflink.local.gate.ServiceRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a {@link GatedProxy} has to know of the service whose server it stands before. May be called by any thread. */
public interface GatedService {

    /** Whether {@link #calls} needs to see the body of a request with this head. It is kept in memory then. */
    boolean isNamedByBody(ProxiedRequest head);

    /** What the service would ask IAM for upon this request; empty for what neither counts nor is disturbed. */
    List<ServiceRequest> calls(ProxiedRequest request);

    /** How the service refuses a caller that calls too often. */
    CompletionStage<Answer> throttled(ProxiedRequest request);

    /**
     * How it refuses a caller that lacks a permission.
     *
     * @param message who may not do what, as IAM says it
     */
    Answer denied(ProxiedRequest request, String message);

    /** How it says that it has failed itself. */
    Answer failed(ProxiedRequest request, int status);
}
