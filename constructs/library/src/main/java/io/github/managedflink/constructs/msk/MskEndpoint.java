package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.msk.MskAuthentication;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.constructs.Construct;

/**
 * Where the brokers of an MSK cluster listen for an authentication.
 *
 * @param port the brokers' port inside the VPC
 * @param field what MSK calls the brokers' addresses
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html">Ports</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-bootstrap-brokers.html">GetBootstrapBrokers</a>
 */
record MskEndpoint(int port, String field) {

    static MskEndpoint of(MskAuthentication.Kind kind) {
        return switch (kind) {
            case IAM -> new MskEndpoint(9098, "BootstrapBrokerStringSaslIam");
            case SCRAM -> new MskEndpoint(9096, "BootstrapBrokerStringSaslScram");
            case MUTUAL_TLS, TLS -> new MskEndpoint(9094, "BootstrapBrokerStringTls");
            case PLAINTEXT -> new MskEndpoint(9092, "BootstrapBrokerString");
        };
    }

    /** Asks MSK for the addresses while the stack is deployed: CloudFormation has no attribute for them. */
    BootstrapBrokers lookUp(Construct scope, String clusterArn) {
        AwsSdkCall call = AwsSdkCall.builder()
                .service("Kafka")
                .action("getBootstrapBrokers")
                .parameters(Map.of("ClusterArn", clusterArn))
                .outputPaths(List.of(field))
                .physicalResourceId(PhysicalResourceId.of("bootstrap-brokers"))
                .build();
        AwsCustomResource lookUp = AwsCustomResource.Builder.create(scope, "BootstrapBrokers")
                .onUpdate(call)
                .policy(AwsCustomResourcePolicy.fromStatements(List.of(IamStatement.allow("kafka:GetBootstrapBrokers")
                        .on(clusterArn)
                        .toPolicyStatement())))
                .installLatestAwsSdk(false)
                .build();
        return new BootstrapBrokers(lookUp.getResponseField(field), lookUp);
    }
}
