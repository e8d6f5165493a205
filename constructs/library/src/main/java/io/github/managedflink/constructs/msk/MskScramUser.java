package io.github.managedflink.constructs.msk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.msk.CfnBatchScramSecret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * A user of a new cluster with its password in a secret.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html">What MSK asks of
 *     such secrets</a>
 */
final class MskScramUser {
    /** MSK takes secrets only whose names begin so. */
    private static final String NAME_PREFIX = "AmazonMSK_";

    private static final int PASSWORD_LENGTH = 32;

    private MskScramUser() {}

    static ISecret createSecret(Construct scope, String clusterName, RemovalPolicy removalPolicy) {
        // MSK takes no secret that the key which AWS manages encrypts.
        Key key = Key.Builder.create(scope, "SecretKey")
                .description("Users of the Kafka cluster " + clusterName)
                .enableKeyRotation(true)
                .removalPolicy(removalPolicy)
                .build();
        return Secret.Builder.create(scope, "Secret")
                .secretName(NAME_PREFIX + clusterName)
                .encryptionKey(key)
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"flink\"}")
                        .generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(removalPolicy)
                .build();
    }

    static void associate(Construct scope, String clusterArn, ISecret secret) {
        CfnBatchScramSecret.Builder.create(scope, "ScramSecrets")
                .clusterArn(clusterArn)
                .secretArnList(List.of(secret.getSecretArn()))
                .build();
    }
}
