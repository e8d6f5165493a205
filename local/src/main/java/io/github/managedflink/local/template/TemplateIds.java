package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ids of a template's resources, parameters and outputs. A run names folders by them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html">Resources
 *     syntax</a>
 */
final class TemplateIds {
    private static final List<String> SECTIONS = List.of("Resources", "Parameters", "Outputs");
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]{1,255}");
    /** What transforms put where an id would stand; CloudFormation replaces it, and a run passes over it. */
    private static final Pattern MACRO = Pattern.compile("Fn::(Transform|ForEach::[A-Za-z0-9]{1,255})");

    private TemplateIds() {}

    static boolean isId(String name) {
        return VALID.matcher(name).matches();
    }

    /**
     * Looks for ids that CloudFormation refuses.
     *
     * @param template a template
     * @return those of each section that has some, in words
     */
    static List<String> faults(JsonNode template) {
        List<String> faults = new ArrayList<>();
        for (String section : SECTIONS) {
            String refused = template.path(section).properties().stream()
                    .map(entry -> entry.getKey())
                    .filter(id -> !isId(id) && !MACRO.matcher(id).matches())
                    .map(Quoted::of)
                    .collect(Collectors.joining(", "));
            if (!refused.isEmpty()) {
                faults.add(section + " " + refused);
            }
        }
        return faults;
    }
}
