package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.network.ApplicationNetwork;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationCodeConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationEncryptionConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationMaintenanceConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationSnapshotConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationSystemRollbackConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.EnvironmentPropertiesProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.FlinkApplicationConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.MonitoringConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.PropertyGroupProperty;

/** Writes checked options as the property tree of the CloudFormation resource. */
final class ApplicationConfiguration {
    private ApplicationConfiguration() {}

    static ApplicationConfigurationProperty of(
            ApplicationOptions<?> options,
            List<Map.Entry<String, Map<String, String>>> propertyGroups,
            ApplicationCodeConfigurationProperty code,
            ApplicationNetwork network) {
        ApplicationConfigurationProperty.Builder configuration = ApplicationConfigurationProperty.builder()
                .applicationCodeConfiguration(code)
                .applicationSnapshotConfiguration(ApplicationSnapshotConfigurationProperty.builder()
                        .snapshotsEnabled(options.snapshotsEnabled)
                        .build())
                .applicationSystemRollbackConfiguration(ApplicationSystemRollbackConfigurationProperty.builder()
                        .rollbackEnabled(options.systemRollbackEnabled)
                        .build())
                .flinkApplicationConfiguration(FlinkApplicationConfigurationProperty.builder()
                        .checkpointConfiguration(options.checkpointing.toProperty())
                        .monitoringConfiguration(MonitoringConfigurationProperty.builder()
                                .configurationType("CUSTOM")
                                .logLevel(options.logLevel.name())
                                .metricsLevel(options.metricsLevel.name())
                                .build())
                        .parallelismConfiguration(options.scaling.toProperty())
                        .build());
        if (!propertyGroups.isEmpty()) {
            configuration.environmentProperties(EnvironmentPropertiesProperty.builder()
                    .propertyGroups(propertyGroups.stream()
                            .map(ApplicationConfiguration::propertyGroup)
                            .toList())
                    .build());
        }
        options.encryptionKey
                .toOptional()
                .ifPresent(key -> configuration.applicationEncryptionConfiguration(
                        ApplicationEncryptionConfigurationProperty.builder()
                                .keyType("CUSTOMER_MANAGED_KEY")
                                .keyId(key.getKeyArn())
                                .build()));
        if (network != null) {
            configuration.vpcConfigurations(List.of(network.toProperty()));
        }
        return configuration.build();
    }

    static ApplicationMaintenanceConfigurationProperty maintenance(ApplicationOptions<?> options) {
        return options.maintenanceWindowStart == null
                ? null
                : ApplicationMaintenanceConfigurationProperty.builder()
                        .applicationMaintenanceWindowStartTime(options.maintenanceWindowStart)
                        .build();
    }

    private static PropertyGroupProperty propertyGroup(Map.Entry<String, Map<String, String>> group) {
        return PropertyGroupProperty.builder()
                .propertyGroupId(group.getKey())
                .propertyMap(group.getValue())
                .build();
    }
}
