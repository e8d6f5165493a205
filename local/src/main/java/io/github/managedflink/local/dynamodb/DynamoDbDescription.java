package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import io.github.managedflink.local.http.Arn;
import java.util.List;
import java.util.Map;

/** Amazon DynamoDB: tables. */
public final class DynamoDbDescription implements ServiceDescription {
    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                table(TableTemplate.TABLE).encryptedWith("SSESpecification", "KMSMasterKeyId"),
                table(TableTemplate.GLOBAL_TABLE).encryptedWith("Replicas", "0", "SSESpecification", "KMSMasterKeyId"));
    }

    private static ResourceType table(String type) {
        return ResourceType.of(type)
                .named("TableName", 255)
                .accepts("[A-Za-z0-9_.-]{3,255}", "3 to 255 " + ResourceType.LETTERS_DIGITS_DOTS)
                .attribute("Arn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}");
    }

    /** A table's key is decrypted for each caller. */
    @Override
    public List<String> keyActions(String action) {
        return List.of("Decrypt");
    }

    @Override
    public Map<String, String> encryptionContext(String arn) {
        String[] parts = arn.split("/", 3);
        return Map.of(
                "aws:dynamodb:tableName",
                parts.length > 1 ? parts[1] : "",
                "aws:dynamodb:subscriberId",
                Arn.parse(arn).account());
    }
}
