package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.Evaluator;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.Unresolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource of a deployed stack; its properties are evaluated when they are read, so what a run does not need cannot
 * fail it.
 */
public final class Resource {
    private static final JsonMapper JSON = new JsonMapper();

    /** When a stream consumer was registered, which is the last part of its ARN. */
    public static final Instant CONSUMER_CREATION = Instant.ofEpochSecond(1);

    private final DeployedStack stack;
    private final String logicalId;
    private final JsonNode definition;

    Resource(DeployedStack stack, String logicalId, JsonNode definition) {
        this.stack = stack;
        this.logicalId = logicalId;
        this.definition = definition;
    }

    public DeployedStack stack() {
        return stack;
    }

    public String logicalId() {
        return logicalId;
    }

    /** For example {@code AWS::Kinesis::Stream}. */
    public String type() {
        return definition.path("Type").asText();
    }

    /** Its construct's path, for example {@code Prod/Orders/Stream}, when the assembly tells it. */
    public Optional<String> constructPath() {
        return stack.constructPath(logicalId);
    }

    /**
     * Returns its construct's path in its stack, for example {@code Orders/Stream}, or the logical id where the
     * assembly tells none.
     */
    public String displayName() {
        return constructPath().map(stack::pathInStack).orElse(logicalId);
    }

    /**
     * Returns the name that the template gives, or a generated one that is the same in every run.
     *
     * @throws AssemblyException if the resource is to be created here and its service would refuse the name
     */
    public String physicalName() {
        ResourceType type = knownType(place());
        JsonNode given = property(type.nameProperty());
        if (given.isMissingNode()) {
            return type.generatedName(stack.name(), logicalId);
        }
        if (stack.isToRun()) {
            type.checkName(given.asText(), place().child(type.nameProperty()));
        }
        return given.asText();
    }

    /**
     * Returns what an account and Region can have once, where the template gives the name and it can be known: the ARN,
     * or the type and the name.
     *
     * @throws AssemblyException if the resource is to be created here and its service would refuse the name
     */
    public Optional<String> givenIdentity() {
        return ServiceDescriptions.resourceType(type())
                .filter(type -> isKnownText(knownProperties().path(type.nameProperty())))
                .flatMap(ResourceType::identity)
                .map(this::fill);
    }

    private static boolean isKnownText(JsonNode value) {
        return value.isValueNode() && !value.asText().contains(Unresolved.TOKEN_START);
    }

    /**
     * The value of a property, or a missing node.
     *
     * @param path the property's name and, one by one, the names inside it
     * @throws AssemblyException if the property, or what it refers to, cannot be evaluated
     */
    public JsonNode property(String... path) {
        return property(stack.evaluator(), path);
    }

    /** A policy, which may be an object or the text of one; a missing node if there is none. */
    public JsonNode document(String property) {
        JsonNode document = property(property);
        if (!document.isTextual()) {
            return document;
        }
        try {
            return JSON.readTree(document.asText());
        } catch (JsonProcessingException e) {
            throw new AssemblyException("The " + property + " of " + this + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** All properties; what only a deployment would know stands as <code>${Token[…]}</code>. */
    public JsonNode knownProperties() {
        return property(stack.evaluator(Unresolved.KEPT));
    }

    /**
     * Why the value of a property, or what lies in it, cannot be known here: a sentence for each expression, or
     * nothing.
     */
    public List<String> faults(String... path) {
        List<String> faults = new ArrayList<>();
        property(stack.evaluator(Unresolved.noted(faults)), path);
        return faults;
    }

    private JsonNode property(Evaluator evaluator, String... path) {
        JsonNode node = definition.path("Properties");
        Place at = place();
        for (String name : path) {
            if (isCall(node)) {
                node = evaluator.evaluate(node, at);
            }
            node = node.path(name);
            at = at.child(name);
        }
        return evaluator.evaluate(node, at);
    }

    /** Returns its ARN, if local runs know how those of its type are made. */
    public Optional<String> arn() {
        return ServiceDescriptions.resourceType(type())
                .flatMap(ResourceType::arn)
                .map(this::fill);
    }

    /** Returns the customer-managed key that its users need permission for, as the template names it. */
    public Optional<String> encryptionKey() {
        return ServiceDescriptions.resourceType(type())
                .map(type -> type.keyOf(this))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /**
     * Returns the policy that it holds.
     *
     * @throws AssemblyException if it is no JSON
     */
    public Optional<HeldPolicy> policy() {
        return ServiceDescriptions.resourceType(type())
                .flatMap(ResourceType::policy)
                .map(policy -> new HeldPolicy(
                        document(policy.property()), policy.owners().apply(this)))
                .filter(policy -> !policy.document().isMissingNode());
    }

    /**
     * A policy of resources.
     *
     * @param owners the ARNs of the resources
     */
    public record HeldPolicy(JsonNode document, List<String> owners) {}

    /** The value that {@code Fn::GetAtt} gives, for example of {@code Arn}. */
    public String attribute(String name) {
        return attribute(name, place());
    }

    /**
     * A user's words for this resource: by its logical id, its construct path in the app or in the stack, or its
     * physical name.
     */
    public boolean answersTo(String name) {
        return name.equals(logicalId)
                || constructPath()
                        .map(path -> path.equals(name) || path.endsWith("/" + name))
                        .orElse(false)
                || (ServiceDescriptions.resourceType(type()).isPresent() && name.equals(physicalName()));
    }

    @Override
    public String toString() {
        return "resource " + logicalId + " (" + type() + ")";
    }

    /** What is wrong with it, in the words of all faults of templates. */
    public String fault(String sentence) {
        return place().fault(sentence).getMessage();
    }

    /** Where it stands, for messages. */
    public Place place() {
        return new Place(stack.name(), toString(), "");
    }

    JsonNode raw(String property) {
        return definition.path("Properties").path(property);
    }

    ResourceType knownType(Place place) {
        return ServiceDescriptions.resourceType(type())
                .orElseThrow(() -> place.fault("it refers to " + logicalId
                        + ", and local runs do not know the names of the type " + type() + "."));
    }

    String attribute(String name, Place reader) {
        Optional<String> brokers = BootstrapBrokers.attribute(this, name, reader);
        if (brokers.isPresent()) {
            return brokers.get();
        }
        return fill(knownType(reader)
                .attribute(name)
                .orElseThrow(() -> reader.fault("Fn::GetAtt reads " + name + " of " + logicalId + " (" + type()
                        + "), which local runs do not know.")));
    }

    String fill(String pattern) {
        Environment environment = stack.environment();
        return ResourceType.fill(pattern, word -> switch (word) {
            case "name" -> physicalName();
            case "partition" -> environment.partition();
            case "region" -> environment.region();
            case "account" -> environment.account();
            case "suffix" -> environment.urlSuffix();
            default -> property(word).asText();
        });
    }

    private static boolean isCall(JsonNode node) {
        return node.size() == 1
                && node.properties().stream().anyMatch(entry -> entry.getKey().startsWith("Fn::"));
    }
}
