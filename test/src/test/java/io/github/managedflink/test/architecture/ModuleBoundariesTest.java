package io.github.managedflink.test.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.managedflink.constructs.internal.Internal;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may depend on whom. The class path of a module cannot tell, since Maven hands on what others need. */
class ModuleBoundariesTest {
    private static final String ROOT = "io.github.managedflink";
    private static final String MODEL = ROOT + ".model..";
    private static final String JOBS = ROOT + ".jobs..";
    private static final String LIBRARY = ROOT + ".constructs..";
    private static final String LOCAL = ROOT + ".local..";
    private static final String SAMPLES = ROOT + ".samples..";
    private static final String[] CDK = {"software.amazon.awscdk..", "software.constructs..", "software.amazon.jsii.."};
    private static final int MOST_FILES = 30;
    private static final String FLINK = "org.apache.flink..";

    @Test
    @DisplayName("The specification knows CEL, regular expressions and Avro schemas: no CDK, no Flink, no AWS")
    void specification() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        MODEL,
                        "java..",
                        "dev.cel..",
                        // The collections that CEL's methods give.
                        "com.google.common.collect",
                        "com.google.re2j..",
                        "org.apache.avro..",
                        "com.fasterxml.jackson.."))
                .check(Module.MODEL.load());
    }

    @Test
    @DisplayName("The jobs know the specification and nothing else of ours")
    void jobs() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(LIBRARY, LOCAL, SAMPLES).or(resideInAnyPackage(CDK)))
                .check(Module.JOBS.load());
    }

    @Test
    @DisplayName(
            "The constructs know the specification: neither Flink, nor the jobs that they bring along, nor local runs")
    void library() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(JOBS, LOCAL, SAMPLES, FLINK))
                .check(Module.LIBRARY.load());
    }

    @Test
    @DisplayName(
            "Local runs know the specification: neither the constructs nor the classes of the jobs, which they run as a file")
    void local() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(LIBRARY, JOBS, SAMPLES).or(resideInAnyPackage(CDK)))
                .check(Module.LOCAL.load());
    }

    @Test
    @DisplayName("The samples know the constructs and the values that these take, as a user's app does")
    void samples() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(JOBS, LOCAL, FLINK))
                .check(Module.SAMPLES.load());
    }

    @ParameterizedTest
    @EnumSource(
            value = Module.class,
            names = {"SAMPLES", "LOCAL"})
    @DisplayName("What is internal to the constructs is used by them alone")
    void internal(Module module) {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".constructs.internal..").or(annotatedWith(Internal.class)))
                .check(module.load());
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    @DisplayName("A package can be taken in at a glance")
    void sizes(Module module) {
        Map<String, Long> files = module.load().stream()
                .filter(type -> type.getPackageName().startsWith(ROOT)
                        && type.isTopLevelClass()
                        && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        Assertions.assertThat(files.entrySet()).allSatisfy(entry -> Assertions.assertThat(entry.getValue())
                .as(entry.getKey())
                .isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    @DisplayName("Commands and runs are above the reading of assemblies")
    void assemblies() {
        noClasses()
                .that(resideInAPackage(ROOT + ".local.assembly.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + ".local.run..", ROOT + ".local.kinesis..", ROOT + ".local.s3..", FLINK))
                .check(Module.LOCAL.load());
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    @DisplayName("No packages of a module depend on each other in a circle")
    void packages(Module module) {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(module.load());
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
