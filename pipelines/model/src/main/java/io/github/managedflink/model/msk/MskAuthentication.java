package io.github.managedflink.model.msk;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/**
 * How a job proves to a Kafka cluster who it is, and how it knows the cluster. Secrets stay in Secrets Manager: a
 * setting names a secret by its ARN, and the job reads it where it connects.
 *
 * <p>On one machine the runner replaces IAM, which only MSK has, by a listener without authentication; see
 * {@link io.github.managedflink.model.LocalEndpoints}.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html">Authentication and
 *     authorization for Kafka APIs</a>
 */
public final class MskAuthentication extends SpecValue {
    /** The kinds of authentication. */
    public enum Kind {
        /** The role of the job, over TLS. For MSK only, and the only kind that MSK Serverless has. */
        IAM,
        /** User name and password by SASL/SCRAM-SHA-512, over TLS. */
        SCRAM,
        /** A certificate of the job's own, over TLS. */
        MUTUAL_TLS,
        /** None: the cluster proves itself by TLS, the job stays unknown. */
        TLS,
        /** None, and no encryption. */
        PLAINTEXT
    }

    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:[a-z0-9-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@-]{1,519}");
    private static final String NO_SECRET_ARN =
            "is no ARN of a secret; write one such as arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-a1b2c3.";

    private final Kind kind;
    private final String secretArn;
    private final String trustedCertificatesArn;

    private MskAuthentication(Kind kind, String secretArn, String trustedCertificatesArn) {
        this.kind = kind;
        this.secretArn = secretArn;
        this.trustedCertificatesArn = trustedCertificatesArn;
    }

    /** Returns authentication by the role of the job. */
    public static MskAuthentication iam() {
        return new MskAuthentication(Kind.IAM, null, null);
    }

    /**
     * Returns authentication by user name and password.
     *
     * @param secretArn the ARN of a secret whose text is a JSON object with {@code username} and {@code password}, as
     *     MSK wants it
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-password.html">Sign-in credentials in
     *     Secrets Manager</a>
     */
    public static MskAuthentication scram(String secretArn) {
        return new MskAuthentication(Kind.SCRAM, secretArn, null);
    }

    /**
     * Returns authentication by a certificate.
     *
     * @param secretArn the ARN of a secret whose text is a JSON object with {@code certificate}, a chain of PEM
     *     certificates that begins with the job's own, and {@code privateKey}, its key as PEM in PKCS #8 without a
     *     password ({@code BEGIN PRIVATE KEY})
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html">Mutual TLS</a>
     */
    public static MskAuthentication mutualTls(String secretArn) {
        return new MskAuthentication(Kind.MUTUAL_TLS, secretArn, null);
    }

    /** Returns no authentication, over TLS. */
    public static MskAuthentication tls() {
        return new MskAuthentication(Kind.TLS, null, null);
    }

    /** Returns no authentication, without encryption. */
    public static MskAuthentication plaintext() {
        return new MskAuthentication(Kind.PLAINTEXT, null, null);
    }

    /** Reads what was written. */
    public static MskAuthentication read(SettingsReader settings) {
        return new MskAuthentication(
                settings.word("kind", Kind.class),
                settings.text("secret.arn"),
                settings.text("trusted-certificates.arn"));
    }

    /**
     * Returns the same for a cluster whose own certificate a private authority has signed. Default: what the Java
     * runtime trusts, to which the authority of MSK's brokers belongs.
     *
     * @param secretArn the ARN of a secret whose text is one or more PEM certificates
     */
    public MskAuthentication withTrustedCertificates(String secretArn) {
        return new MskAuthentication(kind, this.secretArn, secretArn);
    }

    /** Returns the kind of authentication. */
    public Kind kind() {
        return kind;
    }

    /** Returns the ARN of the secret with which the job proves who it is; null if the kind has none. */
    public String secretArn() {
        return secretArn;
    }

    /**
     * Returns the ARN of the secret with the certificates of the authorities to trust; null for those of the Java
     * runtime.
     */
    public String trustedCertificatesArn() {
        return trustedCertificatesArn;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("kind", kind).put("secret.arn", secretArn).put("trusted-certificates.arn", trustedCertificatesArn);
    }

    @Override
    public void check(Violations violations) {
        if (!violations.require("kind", kind)) {
            return;
        }
        if (kind == Kind.SCRAM || kind == Kind.MUTUAL_TLS) {
            violations.require("secret.arn", secretArn);
        } else if (secretArn != null) {
            violations.add("secret.arn", secretArn, "has no use here; only scram and mutual-tls have a secret.");
        }
        violations.matches("secret.arn", secretArn, SECRET_ARN, NO_SECRET_ARN);
        if (kind == Kind.PLAINTEXT && trustedCertificatesArn != null) {
            violations.add(
                    "trusted-certificates.arn",
                    trustedCertificatesArn,
                    "has no use without TLS. Leave it out, or use another kind of authentication.");
        }
        violations.matches("trusted-certificates.arn", trustedCertificatesArn, SECRET_ARN, NO_SECRET_ARN);
    }
}
