package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.aws.SecretReader;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Gives a Kafka client the user name and password of a secret, which it reads anew for each connection, so that a
 * changed password needs no restart. Used by one thread of one client; made by Kafka, by name.
 */
public final class ScramSecretHandler implements AuthenticateCallbackHandler {
    private String arn;
    private SecretReader secret;
    private char[] password;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> login) {
        arn = (String) settings.get(KafkaClientSettings.SECRET);
        secret = new SecretReader(arn, KafkaClientSettings.secrets(settings));
    }

    /** A connection asks for the name first, and for the password when the broker has answered. */
    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback) {
                SecretFields fields = SecretFields.parse(arn, secret.text());
                password = fields.get("password").toCharArray();
                ((NameCallback) callback).setName(fields.get("username"));
            } else if (callback instanceof PasswordCallback) {
                ((PasswordCallback) callback).setPassword(password);
            } else if (!(callback instanceof ScramExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        if (secret != null) {
            secret.close();
        }
    }
}
