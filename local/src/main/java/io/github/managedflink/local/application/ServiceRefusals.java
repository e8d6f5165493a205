package io.github.managedflink.local.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.model.application.ApplicationResourceRules;
import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;

/** Finds the settings of an application that the service would refuse. */
public final class ServiceRefusals {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private ServiceRefusals() {}

    /**
     * Checks an {@code AWS::KinesisAnalyticsV2::Application} that runs a Flink job.
     *
     * @return one sentence for each fault, with the property and its value; values that only a deployment would know
     *     are none
     */
    public static List<String> of(Resource application) {
        JsonNode properties = application.knownProperties();
        Violations faults = new Violations();
        ApplicationResourceRules.check(
                properties.isObject() ? JSON.convertValue(properties, PROPERTIES) : Map.of(), faults);
        return faults.all().stream().map(Violation::toString).toList();
    }
}
