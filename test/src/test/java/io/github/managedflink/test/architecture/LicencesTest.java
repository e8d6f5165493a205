package io.github.managedflink.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets a jar gets its licence and notices, and those of what it holds of others. */
class LicencesTest {
    private static final String LICENCE = "META-INF/LICENSE";
    private static final String NOTICE = "META-INF/NOTICE";
    private static final String THIRD_PARTY = "META-INF/THIRD-PARTY.txt";

    static List<Path> jars() throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String module : Poms.texts("pom.xml", "/project/modules/module")) {
            if (!List.of("bom", "test").contains(module)) {
                jars.add(jar(module));
            }
        }
        return jars;
    }

    private static Path jar(String module) throws Exception {
        String pom = module + "/pom.xml";
        String name = Poms.texts(pom, "/project/artifactId").get(0);
        String version = Poms.texts(pom, "/project/parent/version").get(0);
        return Poms.ROOT.resolve(module).resolve("target").resolve(name + "-" + version + ".jar");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyJarAndWhatItHoldsHasItsLicenceAndNotices(Path jar) throws IOException {
        Contents contents = Contents.of(jar);

        assertThat(contents.texts.get(LICENCE)).contains("Apache License");
        assertThat(contents.texts.get(NOTICE)).contains("the managed-flink-constructs authors");
        assertThat(contents.jars)
                .allSatisfy((name, held) -> assertThat(held.texts).as(name).containsKeys(LICENCE, NOTICE));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void aJarListsLicencesIfAndOnlyIfItHasClassesOfOthers(Path jar) throws IOException {
        Contents contents = Contents.of(jar);

        assertThat(contents.texts.containsKey(THIRD_PARTY)).isEqualTo(contents.ofOthers);
    }

    @Test
    void theJobsListWhatTheyHoldAndWhatTheirKinesisConnectorHolds() throws Exception {
        Contents jobs = Contents.of(jar("pipelines/jobs"));

        assertThat(jobs.texts.get(THIRD_PARTY))
                .contains("org.apache.kafka:kafka-clients:", "BSD", "org.apache.flink:flink-connector-kinesis:")
                .doesNotContain("io.github.managedflink", "org.slf4j:", "org.apache.flink:flink-streaming-java:");
        assertThat(jobs.texts.get(NOTICE))
                .contains("Apache Avro", "AWS SDK for Java 2.0", "com.amazonaws:amazon-kinesis-client:");
    }

    @Test
    void theConstructsCarryTheJobsWithAllThatTheyName() throws Exception {
        Map<String, String> jobs = Contents.of(jar("pipelines/jobs")).texts;

        assertThat(Contents.of(jar("constructs/library")).jars.values())
                .extracting(Contents::texts)
                .containsExactly(jobs);
    }

    /**
     * The three files that a jar has of them, whether it has classes that are not this project's, and the jars in it.
     */
    private record Contents(Map<String, String> texts, boolean ofOthers, Map<String, Contents> jars) {
        static Contents of(Path jar) throws IOException {
            Map<String, String> texts = new HashMap<>();
            Map<String, Contents> jars = new HashMap<>();
            boolean ofOthers = false;
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String name = entry.getName();
                    if (List.of(LICENCE, NOTICE, THIRD_PARTY).contains(name)) {
                        texts.put(name, new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    } else if (name.endsWith(".jar")) {
                        jars.put(name, of(zip.getInputStream(entry)));
                    } else if (name.endsWith(".class")) {
                        ofOthers |= !name.startsWith("io/github/managedflink/");
                    }
                }
            }
            return new Contents(texts, ofOthers, jars);
        }

        private static Contents of(InputStream held) throws IOException {
            Path copy = Files.createTempFile("held", ".jar");
            try {
                Files.copy(held, copy, StandardCopyOption.REPLACE_EXISTING);
                return of(copy);
            } finally {
                Files.delete(copy);
            }
        }
    }
}
