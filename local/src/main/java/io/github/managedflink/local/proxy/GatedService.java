package io.github.managedflink.local.proxy;

import io.github.managedflink.local.gate.ServiceCall;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a {@link GatedProxy} has to know of the service whose server it stands before. May be called by any thread. */
public interface GatedService {

    /** Whether {@link #calls} needs to see the body of a request with this head. It is kept in memory then. */
    boolean isNamedByBody(ProxiedRequest head);

    /** What the service would ask IAM for upon this request; empty for what neither counts nor is disturbed. */
    List<ServiceCall> calls(ProxiedRequest request);

    /** How the service refuses a caller that calls too often. */
    CompletionStage<Answer> throttled(ProxiedRequest request);

    /** How it says that it has failed itself. */
    Answer failed(ProxiedRequest request, int status);
}
