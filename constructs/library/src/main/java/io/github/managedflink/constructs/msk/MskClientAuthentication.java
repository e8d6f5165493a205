package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * How jobs prove to a Kafka cluster who they are. A new cluster offers just this way. A value: each {@code with} method
 * returns a changed copy.
 *
 * @see MskAuthentication
 */
public final class MskClientAuthentication {
    private static final Pattern AUTHORITY_ARN =
            Pattern.compile("arn:[a-z0-9-]+:acm-pca:[a-z0-9-]+:[0-9]{12}:certificate-authority/[0-9a-f-]+");

    private final MskAuthentication.Kind kind;
    private final Setting<ISecret> secret;
    private final List<String> authorities;
    private final Setting<ISecret> trusted;

    private MskClientAuthentication(
            MskAuthentication.Kind kind, Setting<ISecret> secret, List<String> authorities, Setting<ISecret> trusted) {
        this.kind = kind;
        this.secret = secret;
        this.authorities = authorities;
        this.trusted = trusted;
    }

    private static MskClientAuthentication of(MskAuthentication.Kind kind) {
        return new MskClientAuthentication(kind, Setting.nothing(), List.of(), Setting.nothing());
    }

    /** Returns authentication by the role of the job. For MSK only. */
    public static MskClientAuthentication iam() {
        return of(MskAuthentication.Kind.IAM);
    }

    /**
     * Returns authentication by user name and password of a new user, {@code flink}, of a new cluster. The password is
     * made at deployment, and kept in a new secret with a new key.
     */
    public static MskClientAuthentication scram() {
        return of(MskAuthentication.Kind.SCRAM);
    }

    /**
     * Returns authentication by user name and password.
     *
     * @param secret a JSON object with {@code username} and {@code password}. MSK takes only a secret whose name begins
     *     with {@code AmazonMSK_} and that a customer managed key encrypts; a new cluster is told of it, one that
     *     exists must know it already.
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html">Sign-in
     *     credentials</a>
     */
    public static MskClientAuthentication scram(ISecret secret) {
        return new MskClientAuthentication(
                MskAuthentication.Kind.SCRAM, Setting.of(secret), List.of(), Setting.nothing());
    }

    /**
     * Returns authentication by a certificate.
     *
     * @param secret a JSON object with {@code certificate}, a chain of PEM certificates that begins with the job's own,
     *     and {@code privateKey}, its key as PEM in PKCS #8 without a password
     * @param authorityArns the private certificate authorities that a new cluster trusts; not for one that exists
     */
    public static MskClientAuthentication mutualTls(ISecret secret, String... authorityArns) {
        return new MskClientAuthentication(
                MskAuthentication.Kind.MUTUAL_TLS,
                Setting.of(secret),
                Arguments.all("authorityArns", authorityArns),
                Setting.nothing());
    }

    /** Returns no authentication, over TLS: whoever can connect may read and write. */
    public static MskClientAuthentication tls() {
        return of(MskAuthentication.Kind.TLS);
    }

    /** Returns no authentication, without encryption. Not for a new cluster. */
    public static MskClientAuthentication plaintext() {
        return of(MskAuthentication.Kind.PLAINTEXT);
    }

    /**
     * Trusts brokers whose certificates a private authority has signed. Default: what the Java runtime trusts, to which
     * the authority of MSK's brokers belongs.
     *
     * @param certificates a secret whose text is one or more PEM certificates
     */
    public MskClientAuthentication withTrustedCertificates(ISecret certificates) {
        return new MskClientAuthentication(kind, secret, authorities, Setting.of(certificates));
    }

    MskAuthentication.Kind kind() {
        return kind;
    }

    List<String> authorities() {
        return authorities;
    }

    /** Whether a user and its secret have to be created with the cluster. */
    boolean needsNewSecret() {
        return kind == MskAuthentication.Kind.SCRAM && !secret.asked();
    }

    /** The secret with which a job proves who it is; null if there is none or it does not exist yet. */
    ISecret secret() {
        return secret.value();
    }

    /** The same with a secret that was created. */
    MskClientAuthentication withSecret(ISecret created) {
        return new MskClientAuthentication(kind, Setting.of(created), authorities, trusted);
    }

    /** How the job connects, with a token in place of a secret that does not exist yet. */
    MskAuthentication toSpec() {
        String arn = secret.toOptional().map(ISecret::getSecretArn).orElseGet(() -> Unresolved.text("SecretArn"));
        MskAuthentication spec =
                switch (kind) {
                    case IAM -> MskAuthentication.iam();
                    case SCRAM -> MskAuthentication.scram(arn);
                    case MUTUAL_TLS -> MskAuthentication.mutualTls(arn);
                    case TLS -> MskAuthentication.tls();
                    case PLAINTEXT -> MskAuthentication.plaintext();
                };
        return trusted.value() == null
                ? spec
                : spec.withTrustedCertificates(trusted.value().getSecretArn());
    }

    /** What reading the secrets takes. */
    List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        List.of(secret, trusted)
                .forEach(given -> given.toOptional().ifPresent(each -> statements.addAll(permissions(each))));
        return statements;
    }

    private static List<IamStatement> permissions(ISecret secret) {
        String fullArn = secret.getSecretFullArn();
        // Secrets Manager adds six characters to a name.
        String arn = fullArn == null ? secret.getSecretArn() + "-??????" : fullArn;
        IamStatement read = IamStatement.allow("secretsmanager:GetSecretValue").on(arn);
        IKey key = secret.getEncryptionKey();
        return key == null
                ? List.of(read)
                : List.of(
                        read,
                        KeyUse.through("secretsmanager", key, "kms:Decrypt").like("SecretARN", arn));
    }

    void check(Violations violations) {
        secret.check("secret", violations);
        trusted.check("trustedCertificates", violations);
        if (authorities.stream().anyMatch(Objects::isNull)) {
            violations.add("authorityArns", "null", "is no certificate authority. Leave it out.");
        }
        authorities.forEach(
                arn -> violations.matches(
                        "authorityArns",
                        arn,
                        AUTHORITY_ARN,
                        "is no ARN of a certificate authority; write one such as"
                                + " arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1b2c3d4e-0000-0000-0000-000000000000."));
    }

    /** Records what a cluster that exists cannot do. */
    void checkForExisting(Violations violations) {
        check(violations);
        if (needsNewSecret()) {
            violations.add(
                    "secret",
                    null,
                    "is needed for a cluster that exists. Give the secret of a user with scram(secret).");
        }
        if (!authorities.isEmpty()) {
            violations.add(
                    "authorityArns",
                    String.join(", ", authorities),
                    "belong to a new cluster; the one that exists has its own. Leave them out.");
        }
    }
}
