package io.github.managedflink.jobs.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextInputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets as Kafka's clients get them, from a server that answers like GetSecretValue. */
class SecretsTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_orders-a1b2c3";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answers.get("body").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey("error") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyConnectionGetsThePasswordOfItsTime() throws UnsupportedCallbackException {
        ScramSecretHandler handler = new ScramSecretHandler();
        handler.configure(settings(KafkaClientSettings.SECRET), "SCRAM-SHA-512", List.of());

        secret("{\\\"username\\\":\\\"etl\\\",\\\"password\\\":\\\"one\\\"}");
        assertThat(login(handler)).isEqualTo("etl/one");
        secret("{\\\"username\\\":\\\"etl\\\",\\\"password\\\":\\\"two\\\"}");
        assertThat(login(handler)).isEqualTo("etl/two");

        handler.close();
    }

    @Test
    void secretOfAnotherFormIsToldWithoutItsContent() {
        ScramSecretHandler handler = new ScramSecretHandler();
        handler.configure(settings(KafkaClientSettings.SECRET), "SCRAM-SHA-512", List.of());

        secret("swordfish");
        assertThatThrownBy(() -> login(handler))
                .hasMessage("The secret " + ARN + " is no JSON object.")
                .hasNoCause();
        secret("{\\\"user\\\":\\\"swordfish\\\"}");
        assertThatThrownBy(() -> login(handler)).hasMessage("The secret " + ARN + " has no text \"password\".");

        handler.close();
    }

    @Test
    void secretThatCannotBeReadIsToldWithTheReason() {
        answers.put("error", "");
        answers.put("body", "{\"__type\":\"ResourceNotFoundException\",\"message\":\"can't find the secret\"}");
        ScramSecretHandler handler = new ScramSecretHandler();
        handler.configure(settings(KafkaClientSettings.SECRET), "SCRAM-SHA-512", List.of());

        assertThatThrownBy(() -> login(handler))
                .hasMessageStartingWith("The secret " + ARN + " cannot be read: ")
                .hasMessageContaining("can't find the secret");

        handler.close();
    }

    @Test
    void whatKafkaAsksForBesidesIsRefused() {
        ScramSecretHandler handler = new ScramSecretHandler();

        assertThatThrownBy(() -> handler.handle(new Callback[] {new TextInputCallback("?")}))
                .isInstanceOf(UnsupportedCallbackException.class);

        handler.close();
    }

    @Test
    void certificatesThatAreNoneAreRefused() throws IOException {
        secret("no certificate");
        try (SecretSslEngineFactory engines = new SecretSslEngineFactory()) {
            Map<String, String> settings = settings(KafkaClientSettings.TRUSTED_CERTIFICATES);

            assertThatThrownBy(() -> engines.configure(settings)).hasMessageContaining("No matching CERTIFICATE");
        }
    }

    @Test
    void certificateWithoutKeyIsTold() throws IOException {
        secret("{\\\"certificate\\\":\\\"-----BEGIN CERTIFICATE-----\\\"}");
        try (SecretSslEngineFactory engines = new SecretSslEngineFactory()) {
            Map<String, String> settings = settings(KafkaClientSettings.SECRET);

            assertThatThrownBy(() -> engines.configure(settings))
                    .isNotInstanceOf(ConfigException.class)
                    .hasMessage("The secret " + ARN + " has no text \"privateKey\".");
        }
    }

    private void secret(String escaped) {
        answers.put("body", "{\"ARN\":\"" + ARN + "\",\"SecretString\":\"" + escaped + "\"}");
    }

    private Map<String, String> settings(String secret) {
        return Map.of(
                secret,
                ARN,
                KafkaClientSettings.SECRETS_ENDPOINT,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                KafkaClientSettings.ACCESS_KEY,
                "Orders");
    }

    private static String login(ScramSecretHandler handler) throws UnsupportedCallbackException {
        NameCallback name = new NameCallback("name");
        PasswordCallback password = new PasswordCallback("password", false);
        handler.handle(new Callback[] {name});
        handler.handle(new Callback[] {password});
        return name.getName() + "/" + new String(password.getPassword());
    }
}
