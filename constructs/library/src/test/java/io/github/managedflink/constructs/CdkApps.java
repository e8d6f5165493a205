package io.github.managedflink.constructs;

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
        return new Stack(new App(), "Test");
    }

    static Stack stack(Map<String, Object> context) {
        return new Stack(new App(AppProps.builder().context(context).build()), "Test");
    }

    static Stack stackWithEnvironment() {
        return new Stack(
                new App(),
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account(ACCOUNT)
                                .region(REGION)
                                .build())
                        .build());
    }

    static Template template(Consumer<Stack> content) {
        Stack stack = stack();
        content.accept(stack);
        return Template.fromStack(stack);
    }
}
