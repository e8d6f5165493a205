package io.github.managedflink.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineJobTest {
    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(ApplicationProperties.FILE_PROPERTY);
    }

    @Test
    void wrongPropertiesAreOneMessageWithEveryFaultAndNoStackTrace() {
        assertThatThrownBy(
                        () -> start(
                                """
                        [{"PropertyGroupId": "pipeline",
                          "PropertyMap": {"type": "streaming-etl", "version": "1", "max-parallelism": "0"}},
                         {"PropertyGroupId": "source",
                          "PropertyMap": {"type": "kinesis", "stream.arn": "orders", "start.kind": "LATEST"}}]"""))
                .isInstanceOf(JobSetupException.class)
                .hasMessageContaining("max-parallelism")
                .hasMessageContaining("source.stream.arn")
                .hasMessageContaining("dead-letters")
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
    }

    @Test
    void aMissingFileIsNamed() {
        System.setProperty(
                ApplicationProperties.FILE_PROPERTY, folder.resolve("none.json").toString());
        assertThatThrownBy(() -> PipelineJob.main(new String[0]))
                .isInstanceOf(JobSetupException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void whatIsNoPipelineIsSaidSo() {
        assertThatThrownBy(() -> start("{")).hasMessageContaining("are no JSON");
        assertThatThrownBy(() -> start("{}")).hasMessageContaining("are no JSON array");
        assertThatThrownBy(() -> start("[]")).hasMessageContaining("describe no pipeline");
    }

    private void start(String properties) throws Exception {
        Path file = write(properties);
        System.setProperty(ApplicationProperties.FILE_PROPERTY, file.toString());
        PipelineJob.main(new String[0]);
    }

    private Path write(String properties) throws IOException {
        return Files.writeString(folder.resolve("application_properties.json"), properties);
    }
}
