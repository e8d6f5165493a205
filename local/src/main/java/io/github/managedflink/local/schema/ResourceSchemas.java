package io.github.managedflink.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.template.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of the types of resources that local runs read. The file beside this class is derived from AWS's own
 * database, which the CDK's classes are generated from, too.
 *
 * @see <a href="https://github.com/cdklabs/awscdk-service-spec">AWS service specification</a>
 */
public final class ResourceSchemas {
    /** The name of the file: for each type, the schema of its properties. */
    public static final String FILE = "resource-schemas.json";

    /** Types that are nearly called like one that local runs read, and are not meant to be that one. */
    private static final Set<String> SIMILAR = Set.of(
            "AWS::EKS::Cluster", "AWS::EventsV2::EventBus", "AWS::IoT::Policy", "AWS::KinesisAnalytics::Application");

    private static final JsonNode SCHEMAS = read();
    private static final List<String> TYPES = names();

    private ResourceSchemas() {}

    private static JsonNode read() {
        try (InputStream in = ResourceSchemas.class.getResourceAsStream(FILE)) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        SCHEMAS.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /**
     * Returns why there is no type of that name, where it is nearly that of one. Types that local runs do not read are
     * not checked.
     */
    public static Optional<String> typeFault(String type) {
        if (SCHEMAS.has(type) || SIMILAR.contains(type)) {
            return Optional.empty();
        }
        return NearestName.question(type, TYPES).map(question -> "there is no type " + Quoted.of(type) + question);
    }

    /** Returns the schema of the properties of a type, if local runs read it. */
    static Optional<PropertySchema> of(String type) {
        return Optional.ofNullable(SCHEMAS.get(type)).map(PropertySchema::new);
    }
}
