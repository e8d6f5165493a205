package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.Circles;
import io.github.managedflink.local.template.Evaluator;
import io.github.managedflink.local.template.InProgress;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.References;
import io.github.managedflink.local.template.StackTemplate;
import io.github.managedflink.local.template.TemplateValidation;
import io.github.managedflink.local.template.Unresolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A stack, or a nested stack, as a deployment would see it: every expression in it has a value. */
public final class DeployedStack implements References {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SERVERLESS_TRANSFORM = "AWS::Serverless-";

    private final String name;
    private final SynthesizedStack source;
    private final StackTemplate template;
    private final String pathPrefix;
    /** Evaluated when they are read, so what nobody needs cannot fail a run. */
    private final Map<String, Supplier<JsonNode>> parameters;

    private final Exports exports;
    private final Unresolved unresolved;
    private final Evaluator evaluator;
    private final NestedStacks nested;
    private final InProgress evaluating = new InProgress();

    /** Finds what another stack exports. */
    @FunctionalInterface
    interface Exports {
        Optional<JsonNode> find(String name);
    }

    /**
     * A stack of an assembly.
     *
     * @param parameters values of its parameters
     */
    DeployedStack(SynthesizedStack source, Map<String, String> parameters, Exports exports, Unresolved unresolved) {
        this(
                source.stackName(),
                source,
                source.template(),
                source.displayName(),
                values(source, parameters),
                exports,
                unresolved,
                NestedStacks.of(source, exports, unresolved));
    }

    DeployedStack(
            String name,
            SynthesizedStack source,
            StackTemplate template,
            String pathPrefix,
            Map<String, Supplier<JsonNode>> parameters,
            Exports exports,
            Unresolved unresolved,
            NestedStacks nested) {
        this.name = name;
        this.source = source;
        this.template = template;
        this.pathPrefix = pathPrefix;
        this.parameters = Map.copyOf(parameters);
        this.exports = exports;
        this.unresolved = unresolved;
        this.nested = nested;
        this.evaluator = new Evaluator(this, template, unresolved);
    }

    private static Map<String, Supplier<JsonNode>> values(SynthesizedStack source, Map<String, String> parameters) {
        Map<String, Supplier<JsonNode>> values = new HashMap<>();
        Stream.of(source.assetParameters(), parameters)
                .forEach(given -> given.forEach((name, value) ->
                        values.put(name, () -> source.parameter(name).value(value))));
        return values;
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
                nested.find(resource(logicalId)).ifPresent(stack -> resources.addAll(stack.resources()));
            } else {
                resources.add(resource);
            }
        });
        return List.copyOf(resources);
    }

    /**
     * Returns the parts of the stack that only a deployment would know: nested stacks whose templates are not in the
     * assembly, and what transforms would make of the template.
     *
     * @return one sentence for each, or nothing
     */
    public List<String> passedOver() {
        List<String> sentences = new ArrayList<>();
        for (String transform : template.transformations()) {
            List<String> made = transform.startsWith(SERVERLESS_TRANSFORM) ? template.serverlessResources() : List.of();
            sentences.add("the transform " + transform + " of the stack " + name
                    + " is not applied; what it would make is not here"
                    + (made.isEmpty() ? "" : ": " + String.join(", ", made)));
        }
        for (String logicalId : nestedIds()) {
            nested.find(resource(logicalId))
                    .ifPresentOrElse(
                            stack -> sentences.addAll(stack.passedOver()),
                            () -> sentences.add("the template of the nested stack " + logicalId
                                    + " is not in the assembly; its resources are not here"));
        }
        return List.copyOf(sentences);
    }

    /**
     * Why the template cannot be deployed, or not run here, whatever is made of its resources: parameters without a
     * value, what CloudFormation's validation finds, and loops.
     *
     * @return one sentence for each fault, or nothing
     */
    public List<String> faults() {
        Stream<String> loops = template.loops().stream()
                .map(loop -> "Stack " + name + ": local runs do not expand " + loop
                        + ". Take the template as CloudFormation expands it, from `aws cloudformation get-template"
                        + " --template-stage Processed`, or write out what the loop makes.");
        // One that is read from the Parameter Store has a value in the account; a run may need it or not.
        Stream<String> valueless = template.parameters().keySet().stream()
                .filter(parameter -> !parameters.containsKey(parameter)
                        && !template.parameter(parameter).isStoredUnderAName())
                .flatMap(parameter -> parameterFault(parameter).stream());
        Stream<String> uncertain =
                template.resources().keySet().stream().flatMap(logicalId -> conditionFault(logicalId).stream());
        Stream<String> inNested = nestedIds().stream()
                .flatMap(logicalId -> nested.find(resource(logicalId)).stream())
                .flatMap(stack -> stack.faults().stream());
        return Stream.of(loops, valueless, TemplateValidation.faults(name, template).stream(), uncertain, inNested)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Returns why a parameter without a given value cannot be used, if so, in the same words wherever it is read. */
    private Optional<String> parameterFault(String parameter) {
        String remedy = nested.areInNestedStack()
                ? "Set it in the Parameters of the nested stack's resource."
                : "Give it with --parameter " + parameter + "=VALUE, in a test with parameter(…).";
        return template.parameter(parameter)
                .defaultFault()
                .map(fault -> "Stack " + name + ", parameter " + parameter + ": " + fault + ". " + remedy);
    }

    /**
     * Returns the nested stacks whose conditions hold; where a condition cannot be evaluated, {@link #faults} says why.
     */
    private List<String> nestedIds() {
        return template.resources().keySet().stream()
                .filter(logicalId -> template.isNested(logicalId)
                        && conditionFault(logicalId).isEmpty()
                        && holds(logicalId))
                .toList();
    }

    /** Returns why the condition of a resource cannot be evaluated, if so. */
    private Optional<String> conditionFault(String logicalId) {
        try {
            holds(logicalId);
            return Optional.empty();
        } catch (AssemblyException e) {
            return Optional.of(e.getMessage());
        }
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
            return inNoCircle(target, place, parameters.get(target));
        }
        if (template.hasParameter(target)) {
            parameterFault(target).ifPresent(fault -> {
                throw new AssemblyException(fault);
            });
            return template.parameter(target).defaultValue();
        }
        Resource resource = existingResource(target, place);
        String pattern = resource.knownType(place).ref();
        return inNoCircle(target, place, () -> TextNode.valueOf(resource.fill(pattern)));
    }

    @Override
    public JsonNode getAtt(String logicalId, String attribute, Place place) {
        Resource resource = existingResource(logicalId, place);
        return template.isNested(logicalId)
                ? inNoCircle(logicalId + "." + attribute, place, () -> nestedOutput(logicalId, attribute, place))
                : inNoCircle(logicalId, place, () -> TextNode.valueOf(resource.attribute(attribute, place)));
    }

    private JsonNode inNoCircle(String target, Place place, Supplier<JsonNode> value) {
        return evaluating.evaluate(target, circle -> circleFault(circle, place), value);
    }

    /** Where resources alone make it, it is one of the template's, which {@link #faults} names in the same words. */
    private AssemblyException circleFault(Set<String> circle, Place place) {
        return circle.stream().allMatch(template.resources()::containsKey)
                ? Circles.fault(name, "resource", circle)
                : place.fault(circle + " refer to each other in a circle.");
    }

    @Override
    public JsonNode importValue(String exportName, Place place) {
        return exports.find(exportName)
                .orElseThrow(() -> place.fault("no stack of the assembly exports " + exportName
                        + ". Synthesize the exporting stack in the same app, or pass its resource by name."));
    }

    @Override
    public JsonNode availabilityZones(String region) {
        String zoned = region.isEmpty() ? environment().region() : region;
        return NODES.arrayNode().add(zoned + "a").add(zoned + "b").add(zoned + "c");
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** One that does something else with what it cannot evaluate. */
    Evaluator evaluator(Unresolved other) {
        return new Evaluator(this, template, other);
    }

    /**
     * The construct path of a resource, relative to the app, without the {@code Resource} or {@code Default} that ends
     * the path of an L2 construct's main resource.
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

    /** Returns a construct path without the stack's own. */
    String pathInStack(String path) {
        return path.startsWith(pathPrefix + "/") ? path.substring(pathPrefix.length() + 1) : path;
    }

    private Resource resource(String logicalId) {
        return new Resource(this, logicalId, template.resource(logicalId));
    }

    private Resource existingResource(String logicalId, Place place) {
        if (template.resource(logicalId).isMissingNode()) {
            throw TemplateValidation.unknownTarget(logicalId, place);
        }
        if (!exists(logicalId)) {
            throw place.fault("it refers to " + logicalId + ", whose condition does not hold.");
        }
        return resource(logicalId);
    }

    /**
     * Returns whether a resource exists. In a stack that is only shown, one whose condition cannot be evaluated does.
     */
    private boolean exists(String logicalId) {
        return (!isToRun() && conditionFault(logicalId).isPresent()) || holds(logicalId);
    }

    private boolean holds(String logicalId) {
        JsonNode condition = template.resource(logicalId).path("Condition");
        return condition.isMissingNode()
                || evaluator
                        .conditions()
                        .holds(condition.asText(), resource(logicalId).place());
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
        DeployedStack child = nested.find(resource(logicalId))
                .orElseThrow(() -> place.fault("it refers to an output of the nested stack " + logicalId
                        + ", whose template is not in the assembly. Give the property a plain value to run it here."));
        String output = attribute.replaceFirst("^Outputs\\.", "");
        JsonNode value = child.template.output(output).path("Value");
        if (value.isMissingNode()) {
            throw place.fault("the nested stack " + logicalId + " has no output " + output + ".");
        }
        return child.evaluator.evaluate(value, new Place(child.name, "output " + output, ""));
    }
}
