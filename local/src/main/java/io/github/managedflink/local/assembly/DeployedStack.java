package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack, or a nested stack, as a deployment would see it: every expression in it has a value. */
public final class DeployedStack implements References {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final SynthesizedStack source;
    private final StackTemplate template;
    private final String pathPrefix;
    private final Map<String, JsonNode> parameters;
    private final Exports exports;
    private final Unresolved unresolved;
    private final Evaluator evaluator;
    private final Map<String, DeployedStack> nested = new HashMap<>();

    /** Finds what another stack exports. */
    @FunctionalInterface
    interface Exports {
        Optional<JsonNode> find(String name);
    }

    DeployedStack(SynthesizedStack source, Exports exports, Unresolved unresolved) {
        this(source.stackName(), source, source.template(), source.displayName(), Map.of(), exports, unresolved);
    }

    private DeployedStack(
            String name,
            SynthesizedStack source,
            StackTemplate template,
            String pathPrefix,
            Map<String, JsonNode> parameters,
            Exports exports,
            Unresolved unresolved) {
        this.name = name;
        this.source = source;
        this.template = template;
        this.pathPrefix = pathPrefix;
        this.parameters = Map.copyOf(parameters);
        this.exports = exports;
        this.unresolved = unresolved;
        this.evaluator = new Evaluator(this, template, unresolved);
    }

    public String name() {
        return name;
    }

    /** Whether it is to run here, rather than to be shown with what only a deployment would know left open. */
    boolean isToRun() {
        return unresolved == Unresolved.REFUSED;
    }

    public Environment environment() {
        return source.environment();
    }

    /** Every resource whose condition holds, those of nested stacks included. */
    public List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        template.resources().keySet().forEach(logicalId -> {
            Resource resource = resource(logicalId);
            if (!exists(logicalId)) {
                return;
            }
            if (template.isNested(logicalId)) {
                resources.addAll(nestedStack(logicalId).resources());
            } else {
                resources.add(resource);
            }
        });
        return List.copyOf(resources);
    }

    public List<Resource> resources(String type) {
        return resources().stream().filter(each -> each.type().equals(type)).toList();
    }

    /** What the deployment of this stack publishes to {@code bucket} under {@code key}. */
    public Optional<FileAsset> asset(String bucket, String key) {
        return source.assets().stream()
                .filter(asset -> asset.bucket().equals(bucket) && asset.key().equals(key))
                .findFirst();
    }

    /** The value of the output that is exported under {@code exportName}. */
    Optional<JsonNode> export(String exportName) {
        for (Map.Entry<String, JsonNode> output : template.outputs().entrySet()) {
            JsonNode exported = output.getValue().path("Export").path("Name");
            Place place = new Place(name, "output " + output.getKey(), "");
            if (!exported.isMissingNode() && evaluator.text(exported, place).equals(exportName)) {
                return Optional.of(evaluator.evaluate(output.getValue().path("Value"), place));
            }
        }
        return Optional.empty();
    }

    @Override
    public JsonNode ref(String target, Place place) {
        if (target.startsWith("AWS::")) {
            return pseudoParameter(target, place);
        }
        if (parameters.containsKey(target)) {
            return parameters.get(target);
        }
        JsonNode parameter = template.parameter(target);
        if (!parameter.isMissingNode()) {
            return defaultOf(target, parameter, place);
        }
        Resource resource = existingResource(target, place);
        return TextNode.valueOf(resource.fill(resource.knownType(place).ref()));
    }

    @Override
    public JsonNode getAtt(String logicalId, String attribute, Place place) {
        Resource resource = existingResource(logicalId, place);
        if (template.isNested(logicalId)) {
            return nestedOutput(logicalId, attribute, place);
        }
        return TextNode.valueOf(resource.attribute(attribute, place));
    }

    @Override
    public JsonNode importValue(String exportName, Place place) {
        return exports.find(exportName)
                .orElseThrow(() -> place.fault("no stack of the assembly exports " + exportName
                        + ". Synthesize the exporting stack in the same app, or pass its resource by name."));
    }

    @Override
    public JsonNode mapping(String map, String topLevelKey, String secondLevelKey) {
        return template.mapping(map, topLevelKey, secondLevelKey);
    }

    @Override
    public JsonNode availabilityZones(String region) {
        String zoned = region.isEmpty() ? environment().region() : region;
        return NODES.arrayNode().add(zoned + "a").add(zoned + "b").add(zoned + "c");
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /**
     * The construct path of a resource, relative to the app, without the {@code Resource} or {@code Default} that ends the path of an L2
     * construct's main resource.
     */
    Optional<String> constructPath(String logicalId) {
        JsonNode inTemplate = template.resource(logicalId).path("Metadata").path("aws:cdk:path");
        Optional<String> path = inTemplate.isTextual()
                ? Optional.of(inTemplate.asText())
                : source.constructPaths().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(logicalId))
                        .map(Map.Entry::getKey)
                        .filter(each -> each.startsWith(pathPrefix + "/"))
                        // A nested stack may use the same logical id further down.
                        .min((a, b) -> Integer.compare(a.length(), b.length()));
        return path.map(each -> each.replaceFirst("/(Resource|Default)$", ""));
    }

    private Resource resource(String logicalId) {
        return new Resource(this, logicalId, template.resource(logicalId));
    }

    private Resource existingResource(String logicalId, Place place) {
        if (template.resource(logicalId).isMissingNode()) {
            throw place.fault("the template has no parameter or resource " + logicalId + ".");
        }
        if (!exists(logicalId)) {
            throw place.fault("it refers to " + logicalId + ", whose condition does not hold.");
        }
        return resource(logicalId);
    }

    private boolean exists(String logicalId) {
        JsonNode condition = template.resource(logicalId).path("Condition");
        return condition.isMissingNode()
                || evaluator.conditions().holds(condition.asText(), new Place(name, "resource " + logicalId, ""));
    }

    private JsonNode defaultOf(String parameterName, JsonNode parameter, Place place) {
        String type = parameter.path("Type").asText();
        if (type.startsWith("AWS::SSM::")) {
            throw place.fault(
                    "the parameter " + parameterName + " is read from the deployed account's Parameter Store (" + type
                            + "); give the property a plain value to run it here.");
        }
        JsonNode value = parameter.path("Default");
        if (value.isMissingNode()) {
            throw place.fault("the parameter " + parameterName + " has no default; give it one to run the stack here.");
        }
        return type.equals("CommaDelimitedList") || type.startsWith("List<") ? splitList(value.asText()) : value;
    }

    private static ArrayNode splitList(String text) {
        ArrayNode list = NODES.arrayNode();
        for (String item : text.split(",", -1)) {
            list.add(item.trim());
        }
        return list;
    }

    private JsonNode pseudoParameter(String parameter, Place place) {
        Environment environment = environment();
        return switch (parameter) {
            case "AWS::NoValue" -> MissingNode.getInstance();
            case "AWS::NotificationARNs" -> NODES.arrayNode();
            case "AWS::AccountId" -> TextNode.valueOf(environment.account());
            case "AWS::Region" -> TextNode.valueOf(environment.region());
            case "AWS::Partition" -> TextNode.valueOf(environment.partition());
            case "AWS::URLSuffix" -> TextNode.valueOf(environment.urlSuffix());
            case "AWS::StackName" -> TextNode.valueOf(name);
            case "AWS::StackId" ->
                TextNode.valueOf("arn:" + environment.partition() + ":cloudformation:"
                        + environment.region() + ":" + environment.account() + ":stack/" + name
                        + "/00000000-0000-0000-0000-000000000000");
            default -> throw place.fault("the pseudo parameter " + parameter + " is not supported by local runs.");
        };
    }

    private JsonNode nestedOutput(String logicalId, String attribute, Place place) {
        DeployedStack child = nestedStack(logicalId);
        String output = attribute.replaceFirst("^Outputs\\.", "");
        JsonNode value = child.template.output(output).path("Value");
        if (value.isMissingNode()) {
            throw place.fault("the nested stack " + logicalId + " has no output " + output + ".");
        }
        return child.evaluator.evaluate(value, new Place(child.name, "output " + output, ""));
    }

    private DeployedStack nestedStack(String logicalId) {
        DeployedStack known = nested.get(logicalId);
        if (known == null) {
            known = openNested(resource(logicalId));
            nested.put(logicalId, known);
        }
        return known;
    }

    private DeployedStack openNested(Resource resource) {
        Place place = resource.place();
        String url = evaluator.text(resource.raw("TemplateURL"), place.child("TemplateURL"));
        FileAsset file = source.assets().stream()
                .filter(asset -> url.endsWith("/" + asset.bucket() + "/" + asset.key()))
                .findFirst()
                .orElseThrow(() -> place.child("TemplateURL").fault(url + " is not an asset of the assembly."));
        Map<String, JsonNode> arguments = new HashMap<>();
        resource.raw("Parameters")
                .properties()
                .forEach(entry -> arguments.put(
                        entry.getKey(),
                        evaluator.evaluate(
                                entry.getValue(), place.child("Parameters").child(entry.getKey()))));
        return new DeployedStack(
                PhysicalNames.generate(name, resource.logicalId(), 128, false),
                source,
                StackTemplate.read(file.path()),
                nestedPath(resource),
                arguments,
                exports,
                unresolved);
    }

    /** The CDK puts the stack resource of {@code Parent/Name} at {@code Parent/Name.NestedStack/Name.NestedStackResource}. */
    private static String nestedPath(Resource resource) {
        return resource.constructPath()
                .map(path -> path.replaceFirst("\\.NestedStack/[^/]*\\.NestedStackResource$", ""))
                .orElse(resource.logicalId());
    }
}
