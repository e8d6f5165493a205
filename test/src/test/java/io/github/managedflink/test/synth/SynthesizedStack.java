package io.github.managedflink.test.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * The one stack of an app of its own, synthesized into a folder of its own.
 *
 * @param directory the cloud assembly
 * @param name the stack's name
 */
public record SynthesizedStack(Path directory, String name) {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "eu-west-1";

    /** A stack that can be deployed anywhere. */
    public static SynthesizedStack anywhere(FeatureFlags flags, Consumer<Stack> content) {
        return of(flags, app -> withContent(new Stack(app, "Test"), content));
    }

    /** A stack for {@link #ACCOUNT} and {@link #REGION}. */
    public static SynthesizedStack inRegion(FeatureFlags flags, Consumer<Stack> content) {
        return inRegion(REGION, flags, content);
    }

    /** A stack for {@link #ACCOUNT} and another region. */
    public static SynthesizedStack inRegion(String region, FeatureFlags flags, Consumer<Stack> content) {
        StackProps props = StackProps.builder()
                .env(Environment.builder().account(ACCOUNT).region(region).build())
                .build();
        return of(flags, app -> withContent(new Stack(app, "Test", props), content));
    }

    /** A stack of the user's own class. */
    public static SynthesizedStack of(FeatureFlags flags, Function<App, Stack> content) {
        Map<String, Object> context = new HashMap<>(flags.context());
        // LinkedAssets does it at less price.
        context.put("aws:cdk:disable-asset-staging", true);
        App app = new App(AppProps.builder()
                .context(context)
                .outdir(newFolder().toString())
                .build());
        Stack stack = content.apply(app);
        Path directory = Path.of(app.synth().getDirectory());
        try {
            LinkedAssets.in(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SynthesizedStack(directory, stack.getStackName());
    }

    private static Stack withContent(Stack stack, Consumer<Stack> content) {
        content.accept(stack);
        return stack;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("cdk.out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template's file. */
    public Path template() {
        return directory.resolve(name + ".template.json");
    }

    /** The template. */
    public JsonNode json() {
        try {
            return new JsonMapper().readTree(template().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of all resources of a type, as the template has them. */
    public List<JsonNode> properties(String type) {
        return json().path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** The stack with a value in place of every expression. */
    public DeployedStack deployed() {
        List<DeployedStack> stacks = CloudAssembly.read(directory).withDependencies(name);
        return stacks.get(stacks.size() - 1);
    }
}
