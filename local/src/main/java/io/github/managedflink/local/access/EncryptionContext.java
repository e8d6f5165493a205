package io.github.managedflink.local.access;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import java.util.Map;

/**
 * What services bind the encryption of a resource to.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
 */
final class EncryptionContext {
    private EncryptionContext() {}

    /** The encryption context with which the service of a call uses the key of the resource that is called. */
    static Map<String, String> of(ServiceCall call) {
        String arn = call.resource();
        return switch (call.service()) {
            case "kinesis" -> Map.of("aws:kinesis:arn", arn.replaceFirst("/consumer/.*$", ""));
            case "s3" -> Map.of("aws:s3:arn", arn);
            case "sns" -> Map.of("aws:sns:topicArn", arn);
            case "secretsmanager" -> Map.of("SecretARN", arn);
            case "dynamodb" ->
                Map.of(
                        "aws:dynamodb:tableName", tableName(arn),
                        "aws:dynamodb:subscriberId", Arn.parse(arn).account());
            default -> Map.of();
        };
    }

    private static String tableName(String arn) {
        String[] parts = arn.split("/", 3);
        return parts.length > 1 ? parts[1] : "";
    }
}
