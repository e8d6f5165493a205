package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sections of one CloudFormation template; absent sections and entries are missing nodes, never null.
 *
 * @param duplicateKeys the paths of keys of which the root has the last alone
 */
public record StackTemplate(JsonNode root, List<String> duplicateKeys) {
    /** How the keys of loops begin. */
    static final String LOOP = "Fn::ForEach::";

    private static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";
    private static final String SERVERLESS = "AWS::Serverless::";
    private static final List<String> SECTIONS = List.of("Conditions", "Resources", "Outputs");

    /**
     * Reads a template.
     *
     * @throws AssemblyException if it is no JSON
     */
    public static StackTemplate read(Path file) {
        return new StackTemplate(JsonFile.json(file), JsonFile.duplicateKeys(file));
    }

    /** Whether it makes nothing; {@code cdk deploy} passes over such a stack, and CloudFormation refuses it. */
    public boolean isEmpty() {
        JsonNode resources = root.path("Resources");
        return !isToBeTransformed() && (resources.isMissingNode() || (resources.isObject() && resources.isEmpty()));
    }

    public Map<String, JsonNode> resources() {
        return section("Resources");
    }

    public Map<String, JsonNode> outputs() {
        return section("Outputs");
    }

    public Map<String, JsonNode> parameters() {
        return section("Parameters");
    }

    public boolean isNested(String logicalId) {
        return resource(logicalId).path("Type").asText().equals("AWS::CloudFormation::Stack");
    }

    public JsonNode resource(String logicalId) {
        return root.path("Resources").path(logicalId);
    }

    public boolean hasParameter(String name) {
        return root.path("Parameters").has(name);
    }

    public TemplateParameter parameter(String name) {
        return new TemplateParameter(name, root.path("Parameters").path(name));
    }

    Map<String, JsonNode> conditions() {
        return section("Conditions");
    }

    boolean hasCondition(String name) {
        return root.path("Conditions").has(name);
    }

    JsonNode condition(String name) {
        return root.path("Conditions").path(name);
    }

    public JsonNode output(String name) {
        return root.path("Outputs").path(name);
    }

    /** The value of {@code Fn::FindInMap}, or a missing node. */
    JsonNode mapping(String map, String topLevelKey, String secondLevelKey) {
        return root.path("Mappings").path(map).path(topLevelKey).path(secondLevelKey);
    }

    /** Whether the template declares the transform that adds to the language's functions. */
    boolean hasLanguageExtensions() {
        return transforms().contains(LANGUAGE_EXTENSIONS);
    }

    /** Whether a deployment would add to the template before it looks at it. */
    boolean isToBeTransformed() {
        return !transformations().isEmpty() || !loops().isEmpty();
    }

    /** The loops of the language extensions over whole entries, each with its section. */
    public List<String> loops() {
        return SECTIONS.stream()
                .flatMap(section -> root.path(section).properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> key.startsWith(LOOP))
                        .map(key -> key + " in " + section))
                .toList();
    }

    /** The transforms that others than the template language itself apply to it. */
    public List<String> transformations() {
        Stream<String> declared = transforms().stream().filter(name -> !name.equals(LANGUAGE_EXTENSIONS));
        Stream<String> within = SECTIONS.stream()
                .filter(section -> root.path(section).has("Fn::Transform"))
                .map(section -> transformName(root.path(section).path("Fn::Transform")) + " in " + section);
        return Stream.concat(declared, within).toList();
    }

    /** The resources that only the transform of AWS SAM makes resources of CloudFormation. */
    public List<String> serverlessResources() {
        return resources().entrySet().stream()
                .filter(entry -> entry.getValue().path("Type").asText().startsWith(SERVERLESS))
                .map(entry ->
                        entry.getKey() + " (" + entry.getValue().path("Type").asText() + ")")
                .toList();
    }

    private List<String> transforms() {
        JsonNode declared = root.path("Transform");
        return declared.isArray()
                ? declared.valueStream().map(StackTemplate::transformName).toList()
                : Stream.of(declared)
                        .filter(node -> !node.isMissingNode())
                        .map(StackTemplate::transformName)
                        .toList();
    }

    /** A transform with parameters is an object. */
    private static String transformName(JsonNode transform) {
        return transform.isObject() ? transform.path("Name").asText() : transform.asText();
    }

    private Map<String, JsonNode> section(String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        root.path(name).properties().stream()
                .filter(entry -> TemplateIds.isId(entry.getKey()))
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
