package io.github.managedflink.local.isolation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The system properties by which every AWS SDK for Java takes the run's credentials and none of the developer's, for as
 * long as a run is on.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings of the AWS SDKs</a>
 */
final class SdkSettings implements AutoCloseable {
    /** Other credentials, other endpoints, and proxies, which could be a way out. */
    private static final Pattern CLEARED = Pattern.compile(
            "aws\\..*|com\\.amazonaws\\.sdk\\..*|(http|https|ftp)\\.proxy.*|socksProxy.*|java\\.net\\.useSystemProxies");

    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> settings;

    private SdkSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * Sets them.
     *
     * @param nowhere a folder without files
     */
    static SdkSettings apply(String accessKeyId, String secretAccessKey, String region, Path nowhere) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("aws.accessKeyId", accessKeyId);
        settings.put("aws.secretAccessKey", secretAccessKey);
        // As the first SDK has it.
        settings.put("aws.secretKey", secretAccessKey);
        settings.put("aws.region", region);
        settings.put("aws.disableEc2Metadata", "true");
        settings.put("com.amazonaws.sdk.disableEc2Metadata", "true");
        settings.put("aws.configFile", nowhere.resolve("config").toString());
        settings.put("aws.sharedCredentialsFile", nowhere.resolve("credentials").toString());
        SdkSettings applied = new SdkSettings(settings);
        applied.apply();
        return applied;
    }

    private void apply() {
        Properties all = System.getProperties();
        for (String name : all.stringPropertyNames()) {
            if (CLEARED.matcher(name).matches()) {
                before.put(name, all.getProperty(name));
                System.clearProperty(name);
            }
        }
        settings.forEach(System::setProperty);
    }

    /** Gives back what was there before. */
    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
        before.forEach(System::setProperty);
    }
}
