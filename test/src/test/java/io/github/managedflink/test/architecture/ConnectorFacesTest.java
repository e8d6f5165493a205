package io.github.managedflink.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.managedflink.local.assembly.ServiceDescription;
import io.github.managedflink.local.service.ServiceResources;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every source and sink has a face in each module, under the names that the architecture gives them, in packages of one
 * name. A list that lacks one is found here and not by a user.
 */
class ConnectorFacesTest {
    private static final String ROOT = "io.github.managedflink.";
    private static final Path REPOSITORY = Path.of("..");
    private static final String PACKAGES = "src/test/java/io/github/managedflink/";
    private static final String TESTS = "test/" + PACKAGES;
    private static final String TESTS_OF_CONSTRUCTS = "constructs/library/" + PACKAGES + "constructs/";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(
                    Module.MODEL.classes(), Module.LIBRARY.classes(), Module.JOBS.classes(), Module.LOCAL.classes());

    private static String connector(String word) {
        return word.replaceFirst("(Sink|Source)$", "").toLowerCase(Locale.ROOT);
    }

    /** Local runs of MSK are named after what they run. */
    private static String localPackage(String connector) {
        return connector.equals("msk") ? "kafka" : connector;
    }

    static Stream<String> sinks() {
        return settings(PipelineSinkSpec.class);
    }

    static Stream<String> sources() {
        return settings(PipelineSourceSpec.class);
    }

    private static Stream<String> settings(Class<?> kind) {
        return CLASSES.get(kind).getAllSubclasses().stream()
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(each -> each.getSimpleName().replaceFirst("Spec$", ""))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource({"sinks", "sources"})
    void hasAFaceInEachModule(String word) throws IOException {
        String connector = connector(word);

        assertThat(names("constructs." + connector)).contains(word, word + "Config");
        assertThat(names("jobs." + connector)).contains(word + "Connector");
        String local = ROOT + "local." + localPackage(connector);
        assertThat(ServiceLoader.load(ServiceDescription.class))
                .anyMatch(each -> each.getClass().getPackageName().equals(local));
        assertThat(CLASSES.get(ServiceResources.class).getAllSubclasses())
                .anyMatch(each -> each.getPackageName().equals(local));
        assertThat(names("local." + localPackage(connector))).anyMatch(name -> name.endsWith("StandIn"));
        assertThat(read("docs/connectors/" + connector + ".md")).contains(word);
        assertThat(read("README.md")).contains("`" + word + "`");
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void isAmongTheSinksOfTestsAcrossModules(String word) throws IOException {
        assertThat(read(TESTS + "test/connector/SinkKind.java")).contains(word + ".");
        // Templates with sinks in Kafka are those of MSK's own pipelines.
        if (!word.equals("MskSink")) {
            assertThat(read(TESTS + "test/pipeline/EverySink.java")).contains(word + ".");
        }
        assertThat(read(TESTS_OF_CONSTRUCTS + "network/EndpointsOfConnectorsTest.java"))
                .contains(word + ".");
    }

    /** A page that the test does not know may name permissions that the connector has not. */
    @ParameterizedTest
    @MethodSource({"sinks", "sources"})
    void hasItsPermissionsInTheTableOfPolicies(String word) throws IOException {
        assertThat(policies()).anyMatch(variants -> variants.contains(word + "."));
        assertThat(read(TESTS_OF_CONSTRUCTS + "policies/SecurityPageTest.java"))
                .contains("\"" + connector(word) + ".md, ");
    }

    /** The texts of the classes that name the variants. */
    private static List<String> policies() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String kind : List.of("Source", "Sink", "Msk")) {
            texts.add(read(TESTS_OF_CONSTRUCTS + "policies/" + kind + "Policies.java"));
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void isAmongTheSourcesOfTestsAcrossModules(String word) throws IOException {
        assertThat(read(TESTS + "test/connector/SourceKind.java")).contains(word + ".");
        assertThat(read(TESTS_OF_CONSTRUCTS + "network/EndpointsOfConnectorsTest.java"))
                .contains(word + ".");
    }

    private static Set<String> names(String packageName) {
        return CLASSES.stream()
                .filter(each -> each.getPackageName().equals(ROOT + packageName))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static String read(String file) throws IOException {
        return Files.readString(REPOSITORY.resolve(file));
    }
}
