package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationRestoreConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.FlinkRunConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.RunConfigurationProperty;

/**
 * From which state a running application goes on after a stack update. CloudFormation applies it only to updates of an
 * application that runs; it neither starts one nor has an effect when somebody starts it by hand.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-kinesisanalyticsv2-application-runconfiguration.html">RunConfiguration</a>
 */
public final class RunConfiguration {
    private static final Pattern SNAPSHOT_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,256}");
    private static final String LATEST = "RESTORE_FROM_LATEST_SNAPSHOT";
    private static final String CUSTOM = "RESTORE_FROM_CUSTOM_SNAPSHOT";

    private final String restoreType;
    private final String snapshotName;
    private final boolean allowNonRestoredState;

    private RunConfiguration(String restoreType, String snapshotName, boolean allowNonRestoredState) {
        this.restoreType = restoreType;
        this.snapshotName = snapshotName;
        this.allowNonRestoredState = allowNonRestoredState;
    }

    /** Goes on from the latest snapshot. */
    public static RunConfiguration restoreFromLatestSnapshot() {
        return new RunConfiguration(LATEST, null, false);
    }

    /** Goes on from the snapshot of this name, 1 to 256 letters, digits, underscores, dots and hyphens. */
    public static RunConfiguration restoreFromSnapshot(String name) {
        return new RunConfiguration(CUSTOM, name, false);
    }

    /** Starts without state. */
    public static RunConfiguration skipRestore() {
        return new RunConfiguration("SKIP_RESTORE_FROM_SNAPSHOT", null, false);
    }

    /**
     * Sets whether state of operators that the job no longer has may be dropped. Default: false. The service forgets it
     * with each update, so it is written into every template.
     */
    public RunConfiguration withAllowNonRestoredState(boolean allow) {
        return new RunConfiguration(restoreType, snapshotName, allow);
    }

    boolean isFromLatestSnapshot() {
        return LATEST.equals(restoreType);
    }

    RunConfigurationProperty toProperty() {
        return RunConfigurationProperty.builder()
                .applicationRestoreConfiguration(ApplicationRestoreConfigurationProperty.builder()
                        .applicationRestoreType(restoreType)
                        .snapshotName(snapshotName)
                        .build())
                .flinkRunConfiguration(FlinkRunConfigurationProperty.builder()
                        .allowNonRestoredState(allowNonRestoredState)
                        .build())
                .build();
    }

    void check(Violations violations) {
        if (CUSTOM.equals(restoreType) && violations.require("snapshotName", snapshotName)) {
            violations.matches(
                    "snapshotName",
                    snapshotName,
                    SNAPSHOT_NAME,
                    "must have 1 to 256 letters, digits, underscores, dots or hyphens.");
        }
    }
}
