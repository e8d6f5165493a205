package io.github.managedflink.constructs.internal;

import io.github.managedflink.constructs.iam.IamStatement;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Lets the service's two principals, and whoever calls the service's API, use a customer managed key for one
 * application only. The application is named by an ARN that is known at synth: a reference would make the key wait for
 * the application, which waits for the key.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/key-management-flink.html">Key management</a>
 */
public final class ApplicationKey {
    private static final String SERVICE = "kinesisanalytics.amazonaws.com";
    private static final String INFRASTRUCTURE = "infrastructure.kinesisanalytics.amazonaws.com";
    private static final String EQUALS = "StringEquals";

    private final String applicationArn;
    private final DeploymentTarget target;

    private ApplicationKey(String applicationArn, DeploymentTarget target) {
        this.applicationArn = applicationArn;
        this.target = target;
    }

    /**
     * Lets the service use a key for an application.
     *
     * @param operators who calls the API; empty for the role that the stack is deployed with
     */
    public static void allow(
            IKey key, Construct scope, String applicationArn, DeploymentTarget target, List<IRole> operators) {
        List<String> arns = operators.isEmpty()
                ? deployingRole(Stack.of(scope))
                : operators.stream().map(IRole::getRoleArn).toList();
        boolean allAdded = true;
        for (IamStatement statement : new ApplicationKey(applicationArn, target).statements(arns)) {
            allAdded &=
                    key.addToResourcePolicy(statement.toPolicyStatement(), true).getStatementAdded();
        }
        if (!allAdded) {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:keyPolicy",
                            "encryptionKey is imported, so its policy cannot be extended here. It must let " + SERVICE
                                    + ", " + INFRASTRUCTURE
                                    + " and the role that deploys the stack use the key, or the application cannot be"
                                    + " created.");
        }
    }

    /**
     * The role that CloudFormation has, where the stack's synthesizer knows one.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Bootstrapping</a>
     */
    private static List<String> deployingRole(Stack stack) {
        return stack.getSynthesizer() instanceof DefaultStackSynthesizer synthesizer
                ? List.of(Fn.sub(synthesizer.getCloudFormationExecutionRoleArn()))
                : List.of();
    }

    private List<IamStatement> statements(List<String> operators) {
        List<IamStatement> statements = new ArrayList<>(List.of(
                forApplication(IamStatement.allow("kms:DescribeKey").byServices(SERVICE, INFRASTRUCTURE)),
                inContext(
                        forApplication(IamStatement.allow("kms:GenerateDataKey").byServices(SERVICE))),
                inContext(IamStatement.allow("kms:Decrypt").byServices(SERVICE)),
                inContext(IamStatement.allow("kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext")
                        .byServices(INFRASTRUCTURE)),
                granting(IamStatement.allow("kms:CreateGrant").byServices(INFRASTRUCTURE))));
        if (!operators.isEmpty()) {
            statements.add(throughService(IamStatement.allow("kms:DescribeKey").byRoles(operators)));
            statements.add(throughService(inContext(
                    IamStatement.allow("kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext")
                            .byRoles(operators))));
            statements.add(throughService(
                    granting(IamStatement.allow("kms:CreateGrant").byRoles(operators))));
        }
        return statements;
    }

    private IamStatement forApplication(IamStatement statement) {
        return statement
                .on("*")
                .when(EQUALS, "aws:SourceArn", applicationArn)
                .when(EQUALS, "aws:SourceAccount", target.account());
    }

    private IamStatement inContext(IamStatement statement) {
        return statement.on("*").when(EQUALS, "kms:EncryptionContext:aws:kinesisanalytics:arn", applicationArn);
    }

    private IamStatement granting(IamStatement statement) {
        return inContext(statement)
                .when(EQUALS, "kms:GrantConstraintType", "EncryptionContextSubset")
                .when("ForAllValues:StringEquals", "kms:GrantOperations", "Decrypt");
    }

    private IamStatement throughService(IamStatement statement) {
        return statement
                .on("*")
                .when(EQUALS, "kms:ViaService", "kinesisanalytics." + target.region() + ".amazonaws.com");
    }
}
