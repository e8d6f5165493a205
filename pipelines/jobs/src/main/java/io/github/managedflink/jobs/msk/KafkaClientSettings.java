package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.aws.SecretReader;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.msk.MskAuthentication.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import software.amazon.msk.auth.iam.IAMClientCallbackHandler;
import software.amazon.msk.auth.iam.IAMLoginModule;

/**
 * How Kafka's clients find a cluster and prove who they are. The settings are part of the job graph, so they name
 * secrets and never hold one.
 *
 * <p>To a stand-in on this machine, clients that use IAM give the access key by SASL/PLAIN; it takes SCRAM, too,
 * without TLS; and it takes mutual TLS. What asks for TLS alone connects to it without.
 */
final class KafkaClientSettings {
    /** Longer than brokers take to fail over or to restart one after another, which must not fail the job. */
    static final String PATIENCE_MILLIS = "300000";
    /** The ARN of the secret with which a client proves who it is. */
    static final String SECRET = "managedflink.secret.arn";
    /** The ARN of the secret with the certificates to trust. */
    static final String TRUSTED_CERTIFICATES = "managedflink.trusted-certificates.arn";
    /** The URL of a stand-in for Secrets Manager. */
    static final String SECRETS_ENDPOINT = "managedflink.secretsmanager.endpoint";
    /** The access key for that stand-in. */
    static final String ACCESS_KEY = "managedflink.access-key-id";

    private static final String LOCAL_MECHANISM = "PLAIN";
    private static final String IAM_MECHANISM = "AWS_MSK_IAM";
    private static final String SCRAM_MECHANISM = "SCRAM-SHA-512";

    private final String bootstrapServers;
    private final MskAuthentication authentication;
    private final LocalEndpoints endpoints;
    private final boolean local;

    KafkaClientSettings(String bootstrapServers, MskAuthentication authentication, LocalEndpoints endpoints) {
        Optional<String> standIn = endpoints.kafka(bootstrapServers);
        this.bootstrapServers = standIn.orElse(bootstrapServers);
        this.local = standIn.isPresent();
        this.authentication = authentication;
        this.endpoints = endpoints;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.setProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol().name);
        switch (authentication.kind()) {
            case IAM:
                if (local) {
                    useLocalLogin(properties);
                } else {
                    useLogin(properties, IAM_MECHANISM, IAMLoginModule.class, IAMClientCallbackHandler.class);
                }
                break;
            case SCRAM:
                useLogin(properties, SCRAM_MECHANISM, ScramLoginModule.class, ScramSecretHandler.class);
                properties.setProperty(SECRET, authentication.secretArn());
                break;
            case MUTUAL_TLS:
                properties.setProperty(
                        SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SecretSslEngineFactory.class.getName());
                properties.setProperty(SECRET, authentication.secretArn());
                break;
            default:
        }
        if (!local && authentication.trustedCertificatesArn() != null) {
            properties.setProperty(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SecretSslEngineFactory.class.getName());
            properties.setProperty(TRUSTED_CERTIFICATES, authentication.trustedCertificatesArn());
        }
        endpoints.service(SecretReader.SERVICE).ifPresent(url -> {
            properties.setProperty(SECRETS_ENDPOINT, url);
            properties.setProperty(ACCESS_KEY, endpoints.accessKeyId());
        });
        return properties;
    }

    /** Where the secrets are that a client's settings name. */
    static LocalEndpoints secrets(Map<String, ?> settings) {
        String url = (String) settings.get(SECRETS_ENDPOINT);
        return url == null
                ? LocalEndpoints.none()
                : LocalEndpoints.none().withService(SecretReader.SERVICE, url).withAccessKey((String)
                        settings.get(ACCESS_KEY));
    }

    private SecurityProtocol protocol() {
        Kind kind = authentication.kind();
        boolean login = kind == Kind.SCRAM || kind == Kind.IAM;
        boolean encrypted = local ? kind == Kind.MUTUAL_TLS : kind != Kind.PLAINTEXT;
        if (login) {
            return encrypted ? SecurityProtocol.SASL_SSL : SecurityProtocol.SASL_PLAINTEXT;
        }
        return encrypted ? SecurityProtocol.SSL : SecurityProtocol.PLAINTEXT;
    }

    private void useLocalLogin(Properties properties) {
        properties.setProperty(SaslConfigs.SASL_MECHANISM, LOCAL_MECHANISM);
        properties.setProperty(
                SaslConfigs.SASL_JAAS_CONFIG,
                PlainLoginModule.class.getName() + " required username=\"" + endpoints.accessKeyId() + "\" password=\""
                        + endpoints.secretAccessKey() + "\";");
    }

    private static void useLogin(Properties properties, String mechanism, Class<?> module, Class<?> handler) {
        properties.setProperty(SaslConfigs.SASL_MECHANISM, mechanism);
        properties.setProperty(SaslConfigs.SASL_JAAS_CONFIG, module.getName() + " required;");
        properties.setProperty(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, handler.getName());
    }
}
