package io.github.managedflink.local.kafka;

import io.github.managedflink.local.tls.KeyTool;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * A certificate authority that lives as long as a stand-in, and the two certificates that it gave out: the broker's and
 * that of its clients. The Java runtime's keytool makes them.
 */
final class KafkaCertificates {

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";

    private final String authority;
    private final PemIdentity server;
    private final PemIdentity client;

    private KafkaCertificates(KeyStore store, char[] password) throws GeneralSecurityException {
        authority = pem("CERTIFICATE", store.getCertificate(AUTHORITY).getEncoded());
        server = identity(store, SERVER, password);
        client = identity(store, CLIENT, password);
    }

    /** Makes new ones; the folder keeps the key store that they come from. */
    static KafkaCertificates create(Path folder) throws IOException {
        KeyTool keys = new KeyTool(folder.resolve("certificates.p12"));
        keys.generate(AUTHORITY, "-dname", "CN=Local Kafka authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
        keys.generate(SERVER, "-signer", AUTHORITY, "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        keys.generate(CLIENT, "-signer", AUTHORITY, "-dname", "CN=Local Kafka client");
        try {
            return new KafkaCertificates(keys.load(), keys.password());
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

    private static PemIdentity identity(KeyStore store, String alias, char[] password) throws GeneralSecurityException {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Key key = store.getKey(alias, password);
        return new PemIdentity(chain.toString(), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String type, byte[] encoded) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + type + "-----\n" + encoder.encodeToString(encoded) + "\n-----END " + type + "-----\n";
    }
}
