package io.github.managedflink.constructs.internal;

import io.github.managedflink.constructs.iam.IamStatement;
import java.util.List;
import software.amazon.awscdk.services.kms.IKey;

/**
 * What a role may do with a customer managed key that a service encrypts a resource with: it may do so through that
 * service alone, and, where the service tells KMS what it encrypts, for that resource alone. Called by the role itself
 * the key stays closed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">kms:ViaService</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
 */
public final class KeyUse {
    private static final String CONTEXT = "kms:EncryptionContext:";

    private final IamStatement statement;

    private KeyUse(IamStatement statement) {
        this.statement = statement;
    }

    /** Through {@code service}, by the name that it has in its addresses; a service uses keys of its own Region. */
    public static KeyUse through(String service, IKey key, String... actions) {
        return new KeyUse(IamStatement.allow(actions)
                .on(key.getKeyArn())
                .when(
                        "StringEquals",
                        "kms:ViaService",
                        service + "." + key.getEnv().getRegion() + ".amazonaws.com"));
    }

    /** For what the service names by {@code entry} of the encryption context. */
    public IamStatement of(String entry, String value) {
        return statement.when("StringEquals", CONTEXT + entry, value);
    }

    /** The same with wildcards in what it is named. */
    public IamStatement like(String entry, String... patterns) {
        return statement.when("StringLike", CONTEXT + entry, List.of(patterns));
    }

    /** For calls that have no encryption context. */
    public IamStatement withoutContext() {
        return statement;
    }
}
