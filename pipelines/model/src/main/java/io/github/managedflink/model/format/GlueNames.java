package io.github.managedflink.model.format;

import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/** The names of AWS Glue Schema Registry. */
final class GlueNames {
    private static final String NAME = "[a-zA-Z0-9_$#.-]{1,255}";
    private static final Pattern REGISTRY_ARN =
            Pattern.compile("arn:[a-z0-9-]+:glue:[a-z0-9-]+:[0-9]{12}:registry/" + NAME);
    private static final Pattern SCHEMA_NAME = Pattern.compile(NAME);

    private GlueNames() {}

    static void checkRegistry(Violations violations, String setting, String arn) {
        if (violations.require(setting, arn)) {
            violations.matches(
                    setting,
                    arn,
                    REGISTRY_ARN,
                    "is no ARN of a schema registry; write one such as arn:aws:glue:eu-west-1:111122223333:registry/shop.");
        }
    }

    static void checkSchemaName(Violations violations, String setting, String name) {
        if (violations.require(setting, name)) {
            violations.matches(
                    setting, name, SCHEMA_NAME, "must have 1 to 255 letters, digits or characters of the set -_$#.");
        }
    }
}
