package io.github.managedflink.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority that lives as long as a stand-in, and the two certificates that it gave out: the broker's and that of its
 * clients. The Java runtime's keytool makes them.
 */
final class KafkaCertificates {

    private static final String PASSWORD = "local-secret";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";

    private final String authority;
    private final PemIdentity server;
    private final PemIdentity client;

    private KafkaCertificates(KeyStore store) throws GeneralSecurityException {
        authority = pem("CERTIFICATE", store.getCertificate(AUTHORITY).getEncoded());
        server = identity(store, SERVER);
        client = identity(store, CLIENT);
    }

    /** Makes new ones; the folder keeps the key store that they come from. */
    static KafkaCertificates create(Path folder) throws IOException {
        Path file = folder.resolve("certificates.p12");
        keytool(file, AUTHORITY, "-dname", "CN=Local Kafka authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
        keytool(file, SERVER, "-signer", AUTHORITY, "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        keytool(file, CLIENT, "-signer", AUTHORITY, "-dname", "CN=Local Kafka client");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return new KafkaCertificates(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of the Kafka stand-in cannot be read: " + e.getMessage(), e);
        }
    }

    /** The authority's own certificate, in PEM. */
    String authority() {
        return authority;
    }

    PemIdentity server() {
        return server;
    }

    PemIdentity client() {
        return client;
    }

    private static void keytool(Path store, String alias, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool cannot make the certificate of the " + alias + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made the certificate of the " + alias, e);
        }
    }

    private static PemIdentity identity(KeyStore store, String alias) throws GeneralSecurityException {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Key key = store.getKey(alias, PASSWORD.toCharArray());
        return new PemIdentity(chain.toString(), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String type, byte[] encoded) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + type + "-----\n" + encoder.encodeToString(encoded) + "\n-----END " + type + "-----\n";
    }
}
