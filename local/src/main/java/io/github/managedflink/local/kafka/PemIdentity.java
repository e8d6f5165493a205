package io.github.managedflink.local.kafka;

/**
 * A certificate and its key, in PEM.
 *
 * @param chain the certificate, followed by that of its authority
 * @param key the private key, in PKCS #8 and not encrypted
 */
public record PemIdentity(String chain, String key) {

    /** Without the key. */
    @Override
    public String toString() {
        return "PemIdentity[" + chain + "]";
    }
}
