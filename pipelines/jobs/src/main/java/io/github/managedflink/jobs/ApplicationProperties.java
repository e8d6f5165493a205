package io.github.managedflink.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The property groups of the application, from the file where MSF puts them: a JSON array of objects
 * {@code {"PropertyGroupId": …, "PropertyMap": {…}}}.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-properties.html">Runtime properties</a>
 */
final class ApplicationProperties {
    /** The system property that names another file. */
    static final String FILE_PROPERTY = "managedflink.application.properties";

    private static final String MSF_FILE = "/etc/flink/application_properties.json";

    private ApplicationProperties() {}

    /** The groups by their ids. */
    static Map<String, Map<String, String>> read() {
        return read(Path.of(System.getProperty(FILE_PROPERTY, MSF_FILE)));
    }

    static Map<String, Map<String, String>> read(Path file) {
        try {
            JsonNode groups = new ObjectMapper().readTree(Files.readString(file));
            if (!groups.isArray()) {
                throw new JobSetupException("The application properties in " + file + " are no JSON array.");
            }
            Map<String, Map<String, String>> read = new LinkedHashMap<>();
            for (JsonNode group : groups) {
                Map<String, String> entries = new LinkedHashMap<>();
                group.path("PropertyMap")
                        .fields()
                        .forEachRemaining(entry ->
                                entries.put(entry.getKey(), entry.getValue().asText()));
                read.put(group.path("PropertyGroupId").asText(), entries);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new JobSetupException(
                    "The application properties in " + file + " are no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new JobSetupException("The application properties cannot be read from " + file
                    + ". MSF provides this file; elsewhere name one with -D" + FILE_PROPERTY + "=FILE.");
        }
    }
}
