package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.DeployedStack.Exports;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.Evaluator;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.Quoted;
import io.github.managedflink.local.template.StackTemplate;
import io.github.managedflink.local.template.TemplateJson;
import io.github.managedflink.local.template.TemplateParameter;
import io.github.managedflink.local.template.Unresolved;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The nested stacks in a stack, as far as their templates are assets of the assembly. */
final class NestedStacks {
    private static final int MAX_NAME_LENGTH = 128;

    private final SynthesizedStack source;
    private final Exports exports;
    private final Unresolved unresolved;
    /** The templates that the stack lies in. */
    private final Set<Path> enclosing;

    private final Map<String, Optional<DeployedStack>> known = new HashMap<>();

    private NestedStacks(SynthesizedStack source, Exports exports, Unresolved unresolved, Set<Path> enclosing) {
        this.source = source;
        this.exports = exports;
        this.unresolved = unresolved;
        this.enclosing = enclosing;
    }

    /** Those in a stack of the assembly. */
    static NestedStacks of(SynthesizedStack source, Exports exports, Unresolved unresolved) {
        return new NestedStacks(source, exports, unresolved, Set.of());
    }

    /** Returns whether the stack that contains them is itself nested. */
    boolean areInNestedStack() {
        return !enclosing.isEmpty();
    }

    /** The stack that a resource stands for; empty where its template is not in the assembly. */
    Optional<DeployedStack> find(Resource resource) {
        Optional<DeployedStack> stack = known.get(resource.logicalId());
        if (stack == null) {
            stack = template(resource).map(file -> open(resource, file));
            known.put(resource.logicalId(), stack);
        }
        return stack;
    }

    private Optional<Path> template(Resource resource) {
        String url = templateUrl(resource);
        return source.assets().stream()
                .filter(asset -> url.endsWith("/" + asset.bucket() + "/" + asset.key()))
                .map(FileAsset::path)
                .findFirst();
    }

    /** Only a URL that can be worked out here is one of the assembly's assets. */
    private static String templateUrl(Resource resource) {
        try {
            return resource.property("TemplateURL").asText();
        } catch (AssemblyException e) {
            return "";
        }
    }

    private DeployedStack open(Resource resource, Path file) {
        Set<Path> files = new LinkedHashSet<>(enclosing);
        if (!files.add(file)) {
            throw resource.place()
                    .child("TemplateURL")
                    .fault("the template " + file.getFileName() + " contains itself.");
        }
        StackTemplate template = StackTemplate.read(file);
        return new DeployedStack(
                PhysicalNames.generate(resource.stack().name(), resource.logicalId(), MAX_NAME_LENGTH, false),
                source,
                template,
                path(resource),
                arguments(resource, template),
                exports,
                unresolved,
                new NestedStacks(source, exports, unresolved, files));
    }

    private static Map<String, Supplier<JsonNode>> arguments(Resource resource, StackTemplate template) {
        Evaluator evaluator = resource.stack().evaluator();
        Place place = resource.place().child("Parameters");
        Map<String, Supplier<JsonNode>> arguments = new HashMap<>();
        resource.raw("Parameters")
                .properties()
                .forEach(entry -> arguments.put(
                        entry.getKey(),
                        () -> argument(
                                evaluator.evaluate(entry.getValue(), place.child(entry.getKey())),
                                template.parameter(entry.getKey()),
                                place.child(entry.getKey()))));
        return arguments;
    }

    /** A list is handed on as a text with commas, as a single value is as text. */
    private static JsonNode argument(JsonNode given, TemplateParameter parameter, Place place) {
        if (Unresolved.isToken(given)) {
            return given;
        }
        String text = given.isArray() ? String.join(",", TemplateJson.texts(given)) : given.asText();
        parameter.fault(text).ifPresent(fault -> {
            throw place.fault(Quoted.of(text) + " is not allowed: " + fault + ".");
        });
        return parameter.value(text);
    }

    /**
     * The CDK puts the stack resource of {@code Parent/Name} at
     * {@code Parent/Name.NestedStack/Name.NestedStackResource}.
     */
    private static String path(Resource resource) {
        return resource.constructPath()
                .map(path -> path.replaceFirst("\\.NestedStack/[^/]*\\.NestedStackResource$", ""))
                .orElse(resource.logicalId());
    }
}
