package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.template.Place;
import java.util.Map;
import java.util.Optional;

/**
 * The bootstrap brokers of MSK clusters, which CloudFormation does not tell: templates ask the API for them with an
 * {@code AwsCustomResource} of the CDK. Here each cluster has one broker, whose name holds the cluster's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-bootstrap-brokers.html">GetBootstrapBrokers</a>
 */
public final class BootstrapBrokers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CUSTOM_RESOURCE = "Custom::AWS";
    private static final Map<String, Integer> PORTS = Map.of(
            "BootstrapBrokerString", 9092,
            "BootstrapBrokerStringTls", 9094,
            "BootstrapBrokerStringSaslScram", 9096,
            "BootstrapBrokerStringSaslIam", 9098);

    private BootstrapBrokers() {}

    /** Whether the brokers are those of a cluster with this ARN. */
    public static boolean areOf(String clusterArn, String brokers) {
        return brokers.startsWith(host(clusterArn) + ":");
    }

    /** The value of an attribute, if the resource is a call for the brokers of a cluster. */
    static Optional<String> attribute(Resource resource, String name, Place reader) {
        Integer port = PORTS.get(name);
        if (port == null || !resource.type().equals(CUSTOM_RESOURCE)) {
            return Optional.empty();
        }
        try {
            JsonNode call = JSON.readTree(resource.property("Create").asText());
            return call.path("action").asText().equalsIgnoreCase("getBootstrapBrokers")
                    ? Optional.of(host(call.at("/parameters/ClusterArn").asText()) + ":" + port)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw reader.fault("the call of " + resource + " is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static String host(String clusterArn) {
        String[] parts = clusterArn.split("[:/]", -1);
        return "b-1." + parts[6] + ".kafka." + parts[3] + "."
                + Environment.ofRegion(parts[3]).urlSuffix();
    }
}
