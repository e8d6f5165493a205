package io.github.managedflink.local.flink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The file in which the service hands an application its property groups, and the ways in which a program finds it. */
public final class ApplicationProperties {
    /**
     * The system property that names the file to the bundled pipelines; without it they read the service's own path.
     */
    static final String FILE_PROPERTY = "managedflink.application.properties";

    private static final String FILE = "application_properties.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    private ApplicationProperties(Path folder) {
        this.folder = folder;
    }

    /** Writes the application's groups and the stand-ins' addresses into a folder. */
    public static ApplicationProperties write(
            Map<String, Map<String, String>> groups, LocalEndpoints endpoints, OwnFolder folder) {
        ArrayNode file = JSON.createArrayNode();
        groups.forEach((id, entries) -> addGroup(file, id, entries));
        addGroup(file, LocalEndpoints.GROUP, endpoints.toPropertyMap());
        ApplicationProperties properties = new ApplicationProperties(folder.path());
        try {
            folder.write(FILE, file.toPrettyString());
            // The service's own library for Java programs reads the path of the file from this resource.
            folder.write("config.properties", "application_properties_file = " + properties.file() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the application's properties", e);
        }
        return properties;
    }

    private static void addGroup(ArrayNode file, String id, Map<String, String> entries) {
        ObjectNode group = file.addObject().put("PropertyGroupId", id);
        ObjectNode map = group.putObject("PropertyMap");
        entries.forEach(map::put);
    }

    Path file() {
        return folder.resolve(FILE).toAbsolutePath();
    }

    /** To be searched before the program's jar for resources. */
    Path resourceFolder() {
        return folder;
    }
}
