package io.github.managedflink.local.kafka;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;

/**
 * Lets clients in that give an access key in place of a user, unless the gate says that they may not connect. As with
 * MSK, who may not is told no more than that the authentication has failed. Made by Kafka, by name.
 */
public final class IamLogin implements AuthenticateCallbackHandler {
    private ClientCalls calls;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> login) {
        calls = (ClientCalls) settings.get(GateAuthorizer.CALLS);
    }

    /** The name comes first. */
    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        String accessKeyId = "";
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                accessKeyId = name.getDefaultName();
            } else if (callback instanceof PlainAuthenticateCallback password) {
                password.authenticated(calls.mayConnect(accessKeyId));
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
