package io.github.managedflink.constructs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

class DefaultNameTest {
    private static final String VALID = "[a-zA-Z0-9_.-]{1,128}";

    private final App app = new App();

    @Test
    void nameTellsTheStackAndTheConstruct() {
        assertThat(DefaultName.of(new Stack(app, "Shop"), "Orders")).matches("Shop-Orders-[0-9a-f]{8}");
    }

    @Test
    void nameIsTheSameInEverySynth() {
        assertThat(DefaultName.of(new Stack(app, "Shop"), "Orders"))
                .isEqualTo(DefaultName.of(new Stack(new App(), "Shop"), "Orders"));
    }

    @Test
    void pathsThatReadTheSameHaveDifferentNames() {
        assertThat(DefaultName.of(new Stack(app, "Shop"), "Eu-Orders"))
                .isNotEqualTo(DefaultName.of(new Stack(app, "Shop-Eu"), "Orders"));
    }

    @Test
    void idThatIsNoNameIsMadeOne() {
        Stack stack = new Stack(app, "Shop");

        assertThat(DefaultName.of(stack, "Orders & more"))
                .matches(VALID)
                .isNotEqualTo(DefaultName.of(stack, "Ordersmore"));
    }

    @Test
    void longPathKeepsWithinTheLimit() {
        Construct parent = new Construct(new Stack(app, "Shop"), "P".repeat(120));

        assertThat(DefaultName.of(parent, "O".repeat(120)))
                .matches(VALID)
                .isNotEqualTo(DefaultName.of(parent, "O".repeat(121)));
    }

    @Test
    void nestedStackIsNamedByItsPath() {
        assertThat(DefaultName.of(new NestedStack(new Stack(app, "Shop"), "Nested"), "Orders"))
                .matches("Shop-Nested-[0-9A-F]{8}-Orders-[0-9a-f]{8}");
    }
}
