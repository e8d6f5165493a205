package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what CloudFormation refuses of a template before it looks at what the template says: duplicate keys, sections
 * and entries that are not objects, ids, the types of parameters and resources, and a template without resources.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template
 *     sections</a>
 */
final class TemplateShape {
    private static final List<String> OBJECTS =
            List.of("Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Resources", "Outputs");

    private TemplateShape() {}

    /** Returns one sentence for each fault. */
    static List<String> faults(String stack, StackTemplate template) {
        String subject = "Stack " + stack + ": ";
        if (!template.root().isObject()) {
            return List.of(
                    subject + "its template must be a JSON object, but is " + JsonKind.of(template.root()) + ".");
        }
        List<String> faults = new ArrayList<>();
        template.duplicateKeys()
                .forEach(path ->
                        faults.add(subject + "its template has the key " + Quoted.of(path) + " more than once."));
        OBJECTS.stream()
                .filter(section -> template.root().has(section)
                        && !template.root().path(section).isObject())
                .forEach(section -> faults.add(subject + "the section " + section + " must be a JSON object, but is "
                        + JsonKind.of(template.root().path(section)) + "."));
        List<String> ids = TemplateIds.faults(template.root());
        if (!ids.isEmpty()) {
            faults.add(subject + "its template has ids that CloudFormation refuses: " + String.join("; ", ids)
                    + ". An id consists of 1 to 255 letters and digits, A-Z, a-z and 0-9.");
        }
        template.parameters().forEach((name, parameter) -> {
            Place place = new Place(stack, "parameter " + name, "");
            ParameterRules.faults(parameter)
                    .forEach(fault -> faults.add(place.fault(fault).getMessage()));
            if (template.resources().containsKey(name)) {
                faults.add(place.fault("a resource has the same logical id.").getMessage());
            }
        });
        template.root().properties().stream()
                .filter(section -> !OBJECTS.contains(section.getKey())
                        || section.getValue().isObject())
                .forEach(section -> addNulls(
                        section.getValue(),
                        section.getKey(),
                        path -> faults.add(
                                subject + "its template has null at " + path + ", and CloudFormation takes none.")));
        if (template.isEmpty()) {
            faults.add(subject + "its template has no Resources, and CloudFormation creates no stack without one.");
        }
        return faults;
    }

    private static void addNulls(JsonNode node, String path, Consumer<String> found) {
        if (node.isNull()) {
            found.accept(path);
        }
        node.properties().forEach(each -> addNulls(each.getValue(), path + "/" + each.getKey(), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            addNulls(node.get(i), path + "/" + i, found);
        }
    }

    /** Returns why a parameter or a resource has no type, if so. */
    static Optional<String> typeFault(JsonNode definition) {
        if (!definition.isObject()) {
            return Optional.of("it must be a JSON object, but is " + JsonKind.of(definition) + ".");
        }
        JsonNode type = definition.path("Type");
        if (type.isTextual()) {
            return Optional.empty();
        }
        return Optional.of(
                type.isMissingNode()
                        ? "it has no Type."
                        : "its Type must be a string, but is " + JsonKind.of(type) + ".");
    }
}
