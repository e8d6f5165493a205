package io.github.managedflink.model;

import io.github.managedflink.model.settings.Arguments;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job finds the services when it runs on one machine: a property group that only the local runner adds. An
 * application in AWS never has it.
 */
public final class LocalEndpoints implements Serializable {
    /** The id of the property group. */
    public static final String GROUP = "managedflink.local";

    private static final long serialVersionUID = 1L;
    private static final String ENDPOINT = ".endpoint";
    private static final String KAFKA = "kafka.";
    private static final String ACCESS_KEY_ID = "access-key-id";
    private static final String ANY_ACCESS_KEY_ID = "local";
    private static final String SECRET_ACCESS_KEY = "local-secret";

    private final LinkedHashMap<String, String> entries;

    private LocalEndpoints(Map<String, String> entries) {
        this.entries = new LinkedHashMap<>(entries);
    }

    /** Returns nothing is local. */
    public static LocalEndpoints none() {
        return new LocalEndpoints(Map.of());
    }

    /** Reads what the runner wrote. */
    public static LocalEndpoints fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        Map<String, String> group = Arguments.given("groups", groups).get(GROUP);
        return group == null ? none() : new LocalEndpoints(group);
    }

    /**
     * Returns the same with the URL of a service's stand-in.
     *
     * @param service the service as IAM names it in actions, for example {@code kinesis} or {@code events}
     */
    public LocalEndpoints withService(String service, String url) {
        return with(service + ENDPOINT, url);
    }

    /** Returns the URL of a service's stand-in, if there is one. */
    public Optional<String> service(String service) {
        return Optional.ofNullable(entries.get(service + ENDPOINT));
    }

    /**
     * Returns the same with the URL of the stand-in for one resource of a service where each has an address of its own.
     *
     * @param arn the resource's ARN, for example of a domain of OpenSearch
     */
    public LocalEndpoints withResource(String arn, String url) {
        return with(arn + ENDPOINT, url);
    }

    /** Returns the URL of the stand-in for a resource, if there is one for it alone. */
    public Optional<String> resource(String arn) {
        return Optional.ofNullable(entries.get(arn + ENDPOINT));
    }

    /**
     * Returns the same with a Kafka cluster's stand-in.
     *
     * @param brokers the bootstrap brokers as the application's settings name them
     * @param local the bootstrap brokers of the stand-in
     */
    public LocalEndpoints withKafka(String brokers, String local) {
        return with(KAFKA + brokers, local);
    }

    /** Returns the bootstrap brokers of the stand-in for the cluster with these ones, if there is one. */
    public Optional<String> kafka(String brokers) {
        return Optional.ofNullable(entries.get(KAFKA + brokers));
    }

    /** Returns the bootstrap brokers of all Kafka clusters that have a stand-in, with those of the stand-in. */
    public Map<String, String> kafkaClusters() {
        Map<String, String> clusters = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(KAFKA)) {
                clusters.put(key.substring(KAFKA.length()), value);
            }
        });
        return clusters;
    }

    /**
     * Returns the same with the access key that tells the stand-ins which application calls.
     *
     * @param id the id of the access key, letters and digits
     */
    public LocalEndpoints withAccessKey(String id) {
        return with(ACCESS_KEY_ID, id);
    }

    /** Returns the id of the access key for stand-ins, none of which checks signatures. */
    public String accessKeyId() {
        return entries.getOrDefault(ACCESS_KEY_ID, ANY_ACCESS_KEY_ID);
    }

    /** Returns the secret that goes with every access key, which is no secret. */
    public String secretAccessKey() {
        return SECRET_ACCESS_KEY;
    }

    private LocalEndpoints with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        more.put(key, value);
        return new LocalEndpoints(more);
    }

    /** Returns the entries of the property group {@link #GROUP}. */
    public Map<String, String> toPropertyMap() {
        return Collections.unmodifiableMap(entries);
    }
}
