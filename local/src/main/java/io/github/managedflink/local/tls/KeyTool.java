package io.github.managedflink.local.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Makes keys and their certificates with the Java runtime's keytool, as Java has no other public way to. */
public final class KeyTool {
    private static final String PASSWORD = "local-secret";

    private final Path store;

    /** @param store the file of the PKCS #12 key store, which comes with the first key */
    public KeyTool(Path store) {
        this.store = store;
    }

    /**
     * Adds a key and its certificate.
     *
     * @param alias its name in the store
     * @param options of {@code keytool -genkeypair}, beside those for store and algorithm
     */
    public void generate(String alias, String... options) throws IOException {
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
                throw new IOException("keytool cannot make the certificate of " + alias + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made the certificate of " + alias, e);
        }
    }

    /** Returns what was made so far; {@link #password} opens the keys. */
    public KeyStore load() throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, password());
            return loaded;
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store " + store + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The password of the store and of each key in it. */
    public char[] password() {
        return PASSWORD.toCharArray();
    }
}
