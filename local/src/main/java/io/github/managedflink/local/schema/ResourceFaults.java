package io.github.managedflink.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.dynamodb.TableTemplate;
import io.github.managedflink.local.kinesis.StreamTemplate;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.Unresolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what CloudFormation and the services refuse of the resources of stacks, whether an application uses them or
 * not.
 */
public final class ResourceFaults {
    private static final Set<String> TABLES = Set.of(TableTemplate.TABLE, TableTemplate.GLOBAL_TABLE);
    private static final String TOPIC = "AWS::SNS::Topic";

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Resource> named = new HashMap<>();

    private ResourceFaults() {}

    /**
     * Returns one sentence for each fault; values that only a deployment would know are none.
     *
     * @param stacks those that one run deploys
     */
    public static List<String> of(List<DeployedStack> stacks) {
        ResourceFaults found = new ResourceFaults();
        stacks.forEach(stack -> stack.resources().forEach(found::check));
        return List.copyOf(found.faults);
    }

    private void check(Resource resource) {
        ResourceSchemas.typeFault(resource.type()).ifPresent(fault -> faults.add(resource.fault(fault)));
        ResourceSchemas.of(resource.type()).ifPresent(schema -> {
            List<String> ofProperties = schema.faults(resource.knownProperties(), resource.place());
            faults.addAll(ofProperties);
            checkName(resource);
            if (ofProperties.isEmpty()) {
                checkTable(resource);
                checkTopic(resource);
                checkStream(resource);
            }
        });
    }

    /** Two resources of one service cannot have one name in an account and Region. */
    private void checkName(Resource resource) {
        try {
            resource.givenIdentity().ifPresent(identity -> {
                Resource other = named.putIfAbsent(identity, resource);
                if (other != null) {
                    faults.add(resource.fault("it has the name of the " + other
                            + (other.stack().name().equals(resource.stack().name())
                                    ? ""
                                    : " in the stack " + other.stack().name())
                            + ": " + identity + "."));
                }
            });
        } catch (AssemblyException e) {
            faults.add(e.getMessage());
        }
    }

    private void checkTable(Resource resource) {
        if (TABLES.contains(resource.type())) {
            new TableTemplate(
                            resource.type(),
                            resource.knownProperties(),
                            resource.stack().environment().region())
                    .faults()
                    .forEach(fault -> faults.add(resource.fault(fault)));
        }
    }

    private void checkStream(Resource resource) {
        if (resource.type().equals(StreamTemplate.STREAM)) {
            new StreamTemplate(resource).faults().forEach(fault -> faults.add(resource.fault(fault)));
        }
    }

    /**
     * The name of a topic says of which kind it is, and CloudFormation generates names of standard topics only.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html">AWS::SNS::Topic</a>
     */
    private void checkTopic(Resource resource) {
        if (resource.type().equals(TOPIC)) {
            JsonNode fifo = resource.knownProperties().path("FifoTopic");
            JsonNode name = resource.knownProperties().path("TopicName");
            if (isEndKnown(fifo)
                    && isEndKnown(name)
                    && fifo.asBoolean() != name.asText().endsWith(".fifo")) {
                faults.add(resource.fault(
                        fifo.asBoolean()
                                ? "its FifoTopic is true, so it must have a TopicName that ends in .fifo."
                                : "its TopicName ends in .fifo, so its FifoTopic must be true."));
            }
        }
    }

    private static boolean isEndKnown(JsonNode value) {
        return !value.asText().endsWith(Unresolved.TOKEN_END);
    }
}
