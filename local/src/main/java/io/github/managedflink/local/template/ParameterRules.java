package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.names.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds what CloudFormation refuses of the definition of a parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html#parameters-section-structure-properties">Properties
 *     of parameters</a>
 */
final class ParameterRules {
    private static final String TYPE = "Type";
    private static final String DEFAULT = "Default";
    private static final String ALLOWED_VALUES = "AllowedValues";
    private static final String ALLOWED_PATTERN = "AllowedPattern";
    private static final List<String> LENGTHS = List.of("MinLength", "MaxLength");
    private static final List<String> RANGE = List.of("MinValue", "MaxValue");
    private static final Set<String> PROPERTIES = properties();

    private ParameterRules() {}

    private static Set<String> properties() {
        Set<String> names = new TreeSet<>(Set.of(
                TYPE, DEFAULT, ALLOWED_VALUES, ALLOWED_PATTERN, "ConstraintDescription", "Description", "NoEcho"));
        names.addAll(LENGTHS);
        names.addAll(RANGE);
        return names;
    }

    /** Returns one sentence for each fault. */
    static List<String> faults(JsonNode parameter) {
        List<String> faults = new ArrayList<>();
        TemplateShape.typeFault(parameter)
                .or(() -> ParameterType.fault(parameter.path(TYPE).asText()))
                .ifPresent(faults::add);
        parameter.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !PROPERTIES.contains(name))
                .forEach(name -> faults.add("there is no property " + Quoted.of(name) + " of parameters"
                        + NearestName.question(name, PROPERTIES)
                                .orElse("; there are " + String.join(", ", PROPERTIES) + ".")));
        addFaultsOfValues(parameter, faults);
        addFaultOfPattern(parameter, faults);
        addFaultsOfLimits(parameter, faults);
        return faults;
    }

    private static void addFaultsOfValues(JsonNode parameter, List<String> faults) {
        JsonNode value = parameter.path(DEFAULT);
        if (value.isContainerNode()) {
            faults.add("its Default must be a string, but is " + JsonKind.of(value) + ".");
        }
        JsonNode allowed = parameter.path(ALLOWED_VALUES);
        if (!allowed.isMissingNode() && !allowed.isArray()) {
            faults.add("its AllowedValues must be a list, but is " + JsonKind.of(allowed) + ".");
        }
    }

    /** CloudFormation reads patterns as Java does. */
    private static void addFaultOfPattern(JsonNode parameter, List<String> faults) {
        try {
            Pattern.compile(parameter.path(ALLOWED_PATTERN).asText());
        } catch (PatternSyntaxException e) {
            faults.add("its AllowedPattern " + Quoted.of(e.getPattern()) + " is not a regular expression: "
                    + e.getDescription() + ".");
        }
    }

    private static void addFaultsOfLimits(JsonNode parameter, List<String> faults) {
        boolean isNumber = parameter.path(TYPE).asText().contains("Number");
        (isNumber ? LENGTHS : RANGE)
                .stream()
                        .filter(parameter::has)
                        .forEach(name -> faults.add("its " + name + " does not go with the type "
                                + parameter.path(TYPE).asText() + "."));
        (isNumber ? RANGE : LENGTHS)
                .stream()
                        .filter(name -> parameter.has(name)
                                && TemplateParameter.number(parameter.path(name))
                                        .isEmpty())
                        .forEach(name -> faults.add("its " + name + " must be a number, but is "
                                + JsonKind.shown(parameter.path(name)) + "."));
    }
}
