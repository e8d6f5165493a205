package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Lets clients in this JVM trust the run's authority beside their own, for as long as a run is on. */
final class TrustSettings implements AutoCloseable {
    private static final String STORE = "javax.net.ssl.trustStore";

    private final Map<String, String> before = new HashMap<>();
    private final SSLContext contextBefore;
    private final SSLSocketFactory factoryBefore;

    private TrustSettings(SSLContext contextBefore, SSLSocketFactory factoryBefore) {
        this.contextBefore = contextBefore;
        this.factoryBefore = factoryBefore;
    }

    static TrustSettings apply(RunCertificates certificates) throws IOException {
        try {
            TrustSettings applied =
                    new TrustSettings(SSLContext.getDefault(), HttpsURLConnection.getDefaultSSLSocketFactory());
            SSLContext trusting = certificates.trusting();
            SSLContext.setDefault(trusting);
            HttpsURLConnection.setDefaultSSLSocketFactory(trusting.getSocketFactory());
            applied.set(STORE, certificates.trustStore().toString());
            applied.set(STORE + "Type", "PKCS12");
            applied.set(STORE + "Password", certificates.password());
            return applied;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        SSLContext.setDefault(contextBefore);
        HttpsURLConnection.setDefaultSSLSocketFactory(factoryBefore);
    }
}
