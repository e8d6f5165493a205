package io.github.managedflink.constructs;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** Stacks for tests, none of which needs an account. */
final class CdkApps {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-west-1";

    private CdkApps() {}

    static Stack stack() {
        return stack(Map.of());
    }

    static Stack stack(Map<String, Object> context) {
        return new Stack(app(context), "Test");
    }

    static Stack stackWithEnvironment() {
        return stackIn(REGION);
    }

    static Stack stackIn(String region) {
        return new Stack(
                app(Map.of()),
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account(ACCOUNT)
                                .region(region)
                                .build())
                        .build());
    }

    private static App app(Map<String, Object> context) {
        Map<String, Object> all = new HashMap<>(context);
        // The bundled jar is an asset; a copy of it for every test takes longer than the test.
        all.put("aws:cdk:disable-asset-staging", true);
        return new App(AppProps.builder().context(all).build());
    }

    static Template template(Consumer<Stack> content) {
        Stack stack = stack();
        content.accept(stack);
        return Template.fromStack(stack);
    }
}
