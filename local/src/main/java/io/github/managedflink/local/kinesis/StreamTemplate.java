package io.github.managedflink.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.template.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The properties of a stream in a template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html">AWS::Kinesis::Stream</a>
 */
public final class StreamTemplate {
    /** The type of a stream. */
    public static final String STREAM = "AWS::Kinesis::Stream";

    private static final String ON_DEMAND = "ON_DEMAND";
    private static final String SHARDS = "ShardCount";
    private static final String RETENTION = "RetentionPeriodHours";
    private static final String MAX_RECORD_SIZE = "MaxRecordSizeInKiB";
    private static final long LONGEST_RETENTION = 365 * 24L;

    private final Resource resource;

    public StreamTemplate(Resource resource) {
        this.resource = resource;
    }

    boolean isOnDemand() {
        return mode().equals(ON_DEMAND) || resource.property(SHARDS).isMissingNode();
    }

    private String mode() {
        return resource.property("StreamModeDetails", "StreamMode").asText();
    }

    int shards() {
        return resource.property(SHARDS).asInt();
    }

    OptionalLong maxRecordKib() {
        return number(MAX_RECORD_SIZE);
    }

    /**
     * Returns why the service would refuse it, a sentence for each fault; values that only an account knows have none.
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (mode().equals(ON_DEMAND) && !resource.property(SHARDS).isMissingNode()) {
            faults.add("its mode is ON_DEMAND, so it must have no " + SHARDS + ".");
        }
        checkRange(SHARDS, 1, Integer.MAX_VALUE, faults);
        checkRange(RETENTION, 24, LONGEST_RETENTION, faults);
        checkRange(MAX_RECORD_SIZE, 1_024, 10_240, faults);
        return faults;
    }

    private void checkRange(String property, long least, long greatest, List<String> faults) {
        number(property).ifPresent(value -> {
            if (value < least || value > greatest) {
                faults.add("its " + property + " must be "
                        + (greatest == Integer.MAX_VALUE
                                ? "%,d or more".formatted(least)
                                : "from %,d to %,d".formatted(least, greatest))
                        + ", but is %,d.".formatted(value));
            }
        });
    }

    private OptionalLong number(String property) {
        JsonNode value = resource.property(property);
        return value.isMissingNode() || value.asText().contains(Unresolved.TOKEN_START)
                ? OptionalLong.empty()
                : OptionalLong.of(value.asLong());
    }
}
