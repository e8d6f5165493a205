package io.github.managedflink.local.isolation;

import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.tls.KeyTool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * An authority of this process alone, which vouches for the hosts that stand-ins answer for. It lasts from run to run,
 * as clients keep what they trust.
 */
final class RunCertificates {
    private static RunCertificates ofThisProcess;

    private static final String AUTHORITY = "authority";

    /** Held until the process ends; what nobody holds is another's to delete. */
    @SuppressWarnings("UnusedVariable")
    private final TemporaryFolder folder;

    private final KeyTool keys;
    private final Path trustStore;
    private final SSLContext trusting;
    private final Map<String, SSLContext> identities = new HashMap<>();

    private RunCertificates(TemporaryFolder folder, KeyTool keys, Path trustStore, SSLContext trusting) {
        this.folder = folder;
        this.keys = keys;
        this.trustStore = trustStore;
        this.trusting = trusting;
    }

    static synchronized RunCertificates ofThisProcess() throws IOException {
        if (ofThisProcess == null) {
            TemporaryFolder folder = TemporaryFolder.createUntilExit();
            Path identities = folder.fileUntilExit("identities.p12");
            Path trusted = folder.fileUntilExit("trusted.p12");
            KeyTool keys = new KeyTool(identities);
            keys.generate(AUTHORITY, "-dname", "CN=Local run", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
            try (OutputStream out = Files.newOutputStream(trusted)) {
                KeyStore store = trusted(keys);
                store.store(out, keys.password());
                ofThisProcess = new RunCertificates(folder, keys, trusted, trusting(store));
            } catch (GeneralSecurityException e) {
                throw new IOException("the trusted certificates cannot be used: " + e.getMessage(), e);
            }
        }
        return ofThisProcess;
    }

    /** Returns a TLS context with a key and a certificate for a host, which are made at the first call. */
    synchronized SSLContext identityOf(String host) throws IOException {
        SSLContext identity = identities.get(host);
        if (identity == null) {
            identity = newIdentity(host);
            identities.put(host, identity);
        }
        return identity;
    }

    private SSLContext newIdentity(String host) throws IOException {
        keys.generate(host, "-signer", AUTHORITY, "-dname", "CN=Local stand-in", "-ext", "san=dns:" + host);
        try {
            KeyStore all = keys.load();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(host, all.getKey(host, keys.password()), keys.password(), all.getCertificateChain(host));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, keys.password());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of " + host + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A key store with what this JVM trusts, and the authority; {@link #password} opens it. */
    Path trustStore() {
        return trustStore;
    }

    /** The same for clients that take what this JVM has by default. */
    SSLContext trusting() {
        return trusting;
    }

    private static SSLContext trusting(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusted(KeyTool keys) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init((KeyStore) null);
        int number = 0;
        for (TrustManager manager : managers.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                for (X509Certificate certificate : trust.getAcceptedIssuers()) {
                    store.setCertificateEntry("trusted-" + ++number, certificate);
                }
            }
        }
        store.setCertificateEntry(AUTHORITY, keys.load().getCertificate(AUTHORITY));
        return store;
    }

    String password() {
        return new String(keys.password());
    }
}
