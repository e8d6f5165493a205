package io.github.managedflink.constructs;

import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Lets the service's two principals use a customer managed key, each for one application only. The application is named
 * by an ARN that is known
 * at synth: a reference would make the key wait for the application, which waits for the key.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/key-management-flink.html">Key management</a>
 */
final class ApplicationKey {
    private static final String SERVICE = "kinesisanalytics.amazonaws.com";
    private static final String INFRASTRUCTURE = "infrastructure.kinesisanalytics.amazonaws.com";
    private static final String EQUALS = "StringEquals";

    private ApplicationKey() {}

    static void allow(IKey key, Construct scope, String applicationArn, DeploymentTarget target) {
        boolean allAdded = true;
        for (IamStatement statement : statements(applicationArn, target.account())) {
            allAdded &=
                    key.addToResourcePolicy(statement.toPolicyStatement(), true).getStatementAdded();
        }
        if (!allAdded) {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:keyPolicy",
                            "encryptionKey is imported, so its policy cannot be extended here. It must let " + SERVICE
                                    + " and " + INFRASTRUCTURE + " use the key, or the application cannot be created.");
        }
    }

    private static List<IamStatement> statements(String applicationArn, String account) {
        return List.of(
                forApplication(IamStatement.allow("kms:DescribeKey"), applicationArn, account)
                        .byServices(SERVICE, INFRASTRUCTURE),
                inContext(
                        forApplication(IamStatement.allow("kms:GenerateDataKey"), applicationArn, account)
                                .byServices(SERVICE),
                        applicationArn),
                inContext(IamStatement.allow("kms:Decrypt").byServices(SERVICE), applicationArn),
                inContext(
                        IamStatement.allow("kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext")
                                .byServices(INFRASTRUCTURE),
                        applicationArn),
                inContext(IamStatement.allow("kms:CreateGrant").byServices(INFRASTRUCTURE), applicationArn)
                        .when(EQUALS, "kms:GrantConstraintType", "EncryptionContextSubset")
                        .when("ForAllValues:StringEquals", "kms:GrantOperations", "Decrypt"));
    }

    private static IamStatement forApplication(IamStatement statement, String applicationArn, String account) {
        return statement
                .on("*")
                .when(EQUALS, "aws:SourceArn", applicationArn)
                .when(EQUALS, "aws:SourceAccount", account);
    }

    private static IamStatement inContext(IamStatement statement, String applicationArn) {
        return statement.on("*").when(EQUALS, "kms:EncryptionContext:aws:kinesisanalytics:arn", applicationArn);
    }
}
