package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.aws.SecretReader;
import java.io.IOException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Gives a Kafka client the certificates of secrets, which it reads when the client is made. Made by Kafka, by name. */
public final class SecretSslEngineFactory implements SslEngineFactory {
    private static final String PEM = "PEM";

    private final DefaultSslEngineFactory engines = new DefaultSslEngineFactory();

    @Override
    public void configure(Map<String, ?> settings) {
        Map<String, Object> complete = new HashMap<>(settings);
        secret(settings, KafkaClientSettings.SECRET).ifPresent(text -> {
            SecretFields fields = SecretFields.parse((String) settings.get(KafkaClientSettings.SECRET), text);
            complete.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            complete.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(fields.get("certificate")));
            complete.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(fields.get("privateKey")));
            fields.find("trustedCertificates").ifPresent(pem -> trust(complete, pem));
        });
        secret(settings, KafkaClientSettings.TRUSTED_CERTIFICATES).ifPresent(pem -> trust(complete, pem));
        engines.configure(complete);
    }

    private static Optional<String> secret(Map<String, ?> settings, String setting) {
        String arn = (String) settings.get(setting);
        if (arn == null) {
            return Optional.empty();
        }
        try (SecretReader secret = new SecretReader(arn, KafkaClientSettings.secrets(settings))) {
            return Optional.of(secret.text());
        }
    }

    private static void trust(Map<String, Object> settings, String pem) {
        settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
        settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, new Password(pem));
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return engines.createClientSslEngine(peerHost, peerPort, endpointIdentification);
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        return engines.createServerSslEngine(peerHost, peerPort);
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return engines.shouldBeRebuilt(nextConfigs);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return engines.reconfigurableConfigs();
    }

    @Override
    public KeyStore keystore() {
        return engines.keystore();
    }

    @Override
    public KeyStore truststore() {
        return engines.truststore();
    }

    @Override
    public void close() throws IOException {
        engines.close();
    }
}
