package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.assembly.AssemblyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFaultsTest {
    private static final String KEY =
            """
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]""";

    @TempDir
    Path folder;

    @Test
    void allAtOnce() throws IOException {
        List<String> faults = faults(
                """
                "Keyless": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "AttributeDefinitions": [], "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}},
                "Misspelt": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "TimeToLiveSpecifcation": {"Enabled": true}, "TimeToLiveSpecification": {"Enabled": true}, %1$s}},
                "Wide": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "GlobalSecondaryIndexes": [{"IndexName": "ByPlace", "Projection": {"ProjectionType": "ALL"},
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "city", "KeyType": "HASH"},
                      {"AttributeName": "at", "KeyType": "RANGE"}]}], %1$s}},
                "Unpaid": {"Type": "AWS::DynamoDB::Table", "Properties": {%1$s}},
                "Everywhere": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                  "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}, %1$s}}"""
                        .formatted(KEY));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "Stack S, resource Keyless (AWS::DynamoDB::Table): Invalid KeySchema: Some index key attribute"
                                + " have no definition.",
                        "Stack S, resource Misspelt (AWS::DynamoDB::Table): it has the property TimeToLiveSpecifcation,"
                                + " which the type does not have; is it TimeToLiveSpecification?",
                        "Stack S, resource Misspelt (AWS::DynamoDB::Table): its TimeToLiveSpecification is enabled and"
                                + " has no AttributeName.",
                        "Stack S, resource Wide (AWS::DynamoDB::Table): its index ByPlace has several attributes as one"
                                + " key, which local runs do not support.",
                        "Stack S, resource Unpaid (AWS::DynamoDB::Table): One or more parameter values were invalid:"
                                + " ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                                + " PROVISIONED.",
                        "Stack S, resource Everywhere (AWS::DynamoDB::GlobalTable): it has the property"
                                + " ProvisionedThroughput, which the type does not have.",
                        "Stack S, resource Everywhere (AWS::DynamoDB::GlobalTable): it has no Replicas.",
                        "Stack S, resource Everywhere (AWS::DynamoDB::GlobalTable): it has neither BillingMode"
                                + " PAY_PER_REQUEST nor WriteProvisionedThroughputSettings.");
    }

    @Test
    void noneOfTablesThatTheServiceTakes() throws IOException {
        assertThat(faults(
                        """
                        "Provisioned": {"Type": "AWS::DynamoDB::Table", "Properties": {
                          "ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": 5}, %1$s}},
                        "Named": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                          "TableName": "orders", %1$s}},
                        "Everywhere": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                          "BillingMode": "PAY_PER_REQUEST", "Replicas": [{"Region": "us-east-1"}], %1$s}}"""
                                .formatted(KEY)))
                .isEmpty();
    }

    private List<String> faults(String resources) throws IOException {
        return TableFaults.of(AssemblyFixture.in(folder)
                .stackIn("aws://123456789012/us-east-1", "S", "{\"Resources\": {" + resources + "}}")
                .write()
                .withDependencies("S")
                .get(0));
    }
}
