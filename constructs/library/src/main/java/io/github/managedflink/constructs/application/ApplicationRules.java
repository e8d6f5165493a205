package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.Home;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.network.ApplicationNetwork;
import io.github.managedflink.constructs.network.FlinkNetwork;
import io.github.managedflink.model.PropertyGroups;
import io.github.managedflink.model.application.ApplicationResourceRules;
import io.github.managedflink.model.settings.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.constructs.Construct;

/**
 * What the service's API refuses at deployment, checked at synth.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplication.html">CreateApplication</a>
 */
final class ApplicationRules {

    private ApplicationRules() {}

    /**
     * Ends the check of the construct {@code id} under {@code scope}, whose path is asked for only where there is
     * something to say.
     */
    static void throwIfAny(Violations violations, String construct, Construct scope, String id) {
        if (!violations.all().isEmpty()) {
            violations.throwIfAny(construct + " " + scope.getNode().getPath() + "/" + id);
        }
    }

    /** The rules that need nothing but the options. */
    static void checkOptions(ApplicationOptions<?> options, Violations violations) {
        violations.matches(
                "applicationName",
                options.applicationName,
                ApplicationResourceRules.NAME,
                "must have 1 to 128 letters, digits, underscores, dots or hyphens.");
        violations.matches(
                "description",
                options.description,
                ApplicationResourceRules.DESCRIPTION,
                "must have at most 1,024 characters.");
        if (violations.require("runtime", options.runtime)) {
            options.runtime.check("runtime", violations);
        }
        violations.require("quota", options.quota);
        KpuQuota quota = options.quota == null ? KpuQuota.DEFAULT : options.quota;
        quota.check(violations.at("quota"));
        if (violations.require("scaling", options.scaling)) {
            options.scaling.check(quota, violations.at("scaling"));
        }
        if (violations.require("checkpointing", options.checkpointing)) {
            options.checkpointing.check(violations.at("checkpointing"));
        }
        violations.require("logLevel", options.logLevel);
        violations.require("metricsLevel", options.metricsLevel);
        if (violations.require("logging", options.logging)) {
            options.logging.check(violations.at("logging"));
        }
        if (options.runConfiguration != null) {
            options.runConfiguration.check(violations.at("runConfiguration"));
        }
        options.encryptionKey.check("encryptionKey", violations);
        checkKeyOperators(options, violations);
        options.permissionsBoundary.check("permissionsBoundary", violations);
        RemovalPolicies.check(options.removalPolicy, violations);
        violations.matches(
                "maintenanceWindowStart",
                options.maintenanceWindowStart,
                ApplicationResourceRules.TIME,
                "must be a time of day in UTC such as 02:30, from 00:00 to 23:59.");
        checkNetworkOptions(options, violations);
    }

    private static void checkKeyOperators(ApplicationOptions<?> options, Violations violations) {
        options.encryptionKeyOperators.check("encryptionKeyOperators", violations);
        options.encryptionKeyOperators.toOptional().ifPresent(roles -> {
            String count = roles.size() + " roles";
            if (!options.encryptionKey.asked()) {
                violations.add(
                        "encryptionKeyOperators", count, "need a key. Give encryptionKey(…) too, or leave them out.");
            }
            if (roles.isEmpty()) {
                violations.add("encryptionKeyOperators", count, "let nobody deploy. Give one, or leave the call out.");
            }
            if (roles.contains(null)) {
                violations.add("encryptionKeyOperators", count, "have null among them. Leave it out.");
            }
        });
    }

    private static void checkNetworkOptions(ApplicationOptions<?> options, Violations violations) {
        options.vpc.check("vpc", violations);
        options.network.check("network", violations);
        options.network.toOptional().ifPresent(network -> ApplicationNetwork.check(network, "network", violations));
        if (options.network.asked() && options.vpc.asked()) {
            violations.add("vpc", "a VPC", "is there beside network(…), which has its own. Leave one of them out.");
        }
        options.securityGroups.check("securityGroups", violations);
        if (!options.vpc.asked() && options.vpcSubnets != null) {
            violations.add(
                    "vpcSubnets",
                    "subnets",
                    options.network.asked()
                            ? "belong to vpc(…). Give them to FlinkNetwork.builder(…) instead."
                            : "need a network. Give vpc(…) too, or leave them out.");
        }
        if (!options.vpc.asked() && options.allowPublicSubnet) {
            violations.add(
                    "allowPublicSubnet",
                    true,
                    options.network.asked()
                            ? "belongs to vpc(…). Give it to FlinkNetwork.builder(…) instead."
                            : "needs a network. Give vpc(…) too, or leave it out.");
        }
        options.securityGroups.toOptional().ifPresent(groups -> checkGroups(groups, options.isInVpc(), violations));
    }

    private static void checkGroups(List<ISecurityGroup> groups, boolean inNetwork, Violations violations) {
        String count = groups.size() + " groups";
        if (!inNetwork && !groups.isEmpty()) {
            violations.add(
                    "securityGroups", count, "need a network. Give vpc(…) or network(…) too, or leave them out.");
        }
        if (groups.size() > ApplicationResourceRules.MAX_SECURITY_GROUPS) {
            violations.add(
                    "securityGroups",
                    count,
                    "are too many; the service takes " + ApplicationResourceRules.MAX_SECURITY_GROUPS
                            + ". Merge their rules.");
        }
        if (groups.contains(null)) {
            violations.add("securityGroups", count, "have null among them. Leave it out.");
        }
    }

    /** The rules about what surrounds the application. */
    static void checkSurroundings(ApplicationOptions<?> options, Stack stack, Violations violations) {
        FlinkNetwork network = options.effectiveNetwork();
        if (network != null && ApplicationNetwork.vpcOf(network) != null) {
            ApplicationNetwork.checkSubnets(network, violations);
        }
        Home home = Home.of(stack, violations);
        options.encryptionKey.toOptional().ifPresent(key -> home.checkRegion("encryptionKey", key));
        if (options.logging != null) {
            options.logging.existing().ifPresent(group -> home.checkRegionAndAccount("logging", group));
            options.logging.encryptionKey().ifPresent(key -> home.checkRegion("logging.encryptionKey", key));
        }
        if (options.role != null) {
            home.checkAccount(
                    "role", options.role.getPrincipalAccount(), "Use a role there that may assume the other one.");
        }
    }

    /** What is accepted by the service and then does not do what was asked for. */
    static void warnOfMissingSnapshots(ApplicationOptions<?> options, Construct application) {
        if (options.snapshotsEnabled) {
            return;
        }
        if (options.runConfiguration != null && options.runConfiguration.isFromLatestSnapshot()) {
            Annotations.of(application)
                    .addWarningV2(
                            "managed-flink:restoreWithoutSnapshots",
                            "runConfiguration restores the latest snapshot, but snapshotsEnabled = \"false\" lets the"
                                    + " service take none: an update goes on from an old state or from nothing. Enable"
                                    + " snapshots, or use RunConfiguration.skipRestore().");
        }
        if (options.systemRollbackEnabled) {
            Annotations.of(application)
                    .addWarningV2(
                            "managed-flink:rollbackWithoutSnapshots",
                            "systemRollbackEnabled = \"true\" needs a snapshot to go back to, but snapshotsEnabled ="
                                    + " \"false\" lets the service take none. Enable snapshots, or leave the rollback out.");
        }
    }

    /** The rules for property groups. */
    static void checkPropertyGroups(List<Map.Entry<String, Map<String, String>>> groups, Violations violations) {
        if (groups.size() > PropertyGroups.MAX_GROUPS) {
            violations.add(
                    "propertyGroups",
                    groups.size() + " groups",
                    "are too many; the service takes " + PropertyGroups.MAX_GROUPS + ". Merge some.");
        }
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, Map<String, String>> group : groups) {
            String id = group.getKey();
            if (!violations.require("propertyGroup.id", id)) {
                continue;
            }
            violations.matches(
                    "propertyGroup.id",
                    id,
                    ApplicationResourceRules.GROUP_ID,
                    "must have 1 to " + PropertyGroups.MAX_ID + " letters, digits, underscores, dots or hyphens.");
            if (!ids.add(id)) {
                violations.add("propertyGroup.id", id, "is there twice. Merge the two groups.");
            }
            checkProperties(id, group.getValue(), violations);
        }
    }

    private static void checkProperties(String id, Map<String, String> properties, Violations violations) {
        int count = properties.size();
        if (count < 1 || count > PropertyGroups.MAX_ENTRIES) {
            violations.add(
                    "propertyGroup." + id,
                    count + " properties",
                    "must be 1 to " + PropertyGroups.MAX_ENTRIES + " properties. "
                            + (count < 1 ? "Leave the group out." : "Split the group."));
        }
        properties.forEach((key, value) -> {
            if (key == null) {
                violations.add("propertyGroup." + id, "null", "is no key. Leave the property out.");
                return;
            }
            violations.matches(
                    "propertyGroup." + id,
                    key,
                    ApplicationResourceRules.PROPERTY,
                    "must have a key of 1 to 2,048 characters (it has " + key.length() + ").");
            String setting = "propertyGroup." + id + "." + key;
            if (value == null) {
                violations.add(setting, "null", "has no value. Leave the property out.");
            } else {
                violations.matches(
                        setting,
                        value,
                        ApplicationResourceRules.PROPERTY,
                        "must have 1 to 2,048 characters (it has " + value.length()
                                + "). Leave the property out where it has no value.");
            }
        });
    }
}
