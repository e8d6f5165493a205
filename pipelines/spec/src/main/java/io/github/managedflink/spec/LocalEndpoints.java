package io.github.managedflink.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job finds the services when it runs on one machine: a property group that only the local runner adds. An application in AWS never has
 * it.
 */
public final class LocalEndpoints {
    /** The id of the property group. */
    public static final String GROUP = "managedflink.local";

    private static final String KINESIS = "kinesis.endpoint";

    private final String kinesis;

    private LocalEndpoints(String kinesis) {
        this.kinesis = kinesis;
    }

    /** Nothing is local. */
    public static LocalEndpoints none() {
        return new LocalEndpoints(null);
    }

    /** Reads what the runner wrote. */
    public static LocalEndpoints fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        Map<String, String> group = groups.get(GROUP);
        return group == null ? none() : new LocalEndpoints(group.get(KINESIS));
    }

    /** The same with the URL of a Kinesis stand-in. */
    public LocalEndpoints withKinesis(String url) {
        return new LocalEndpoints(url);
    }

    /** The URL of the Kinesis stand-in, if there is one. */
    public Optional<String> kinesis() {
        return Optional.ofNullable(kinesis);
    }

    /** The entries of the property group {@link #GROUP}. */
    public Map<String, String> toPropertyMap() {
        Map<String, String> entries = new LinkedHashMap<>();
        if (kinesis != null) {
            entries.put(KINESIS, kinesis);
        }
        return entries;
    }
}
