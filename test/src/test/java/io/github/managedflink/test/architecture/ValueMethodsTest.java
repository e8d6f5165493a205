package io.github.managedflink.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import io.github.managedflink.constructs.iam.IamStatement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A call shows whether it changes a builder or returns a changed copy of a value. */
class ValueMethodsTest {
    /** A sink says what suits alerts, which is none of its options. */
    private static final String FOR_ALERTS = "forAlerts";

    @Test
    @DisplayName("Methods of the constructs' values that return a changed copy are named with…")
    void copies() {
        methods()
                .that()
                .areNotStatic()
                .and()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .haveModifier(FINAL)
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("Builder")
                .and()
                // A statement reads as a sentence: allow(…).on(…).when(…).
                .areNotDeclaredIn(IamStatement.class)
                .and(describe("return their own class", (JavaMethod method) -> method.getRawReturnType()
                        .equals(method.getOwner())))
                .should()
                .haveNameMatching("with[A-Z].*|without[A-Z].*|" + FOR_ALERTS)
                .check(Module.LIBRARY.load());
    }
}
