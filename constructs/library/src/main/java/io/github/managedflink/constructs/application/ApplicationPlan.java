package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.DefaultName;
import io.github.managedflink.constructs.internal.Home;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.network.ApplicationNetwork;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** Answers what the constructs that deploy an application ask of its options before it exists. */
@Internal
public final class ApplicationPlan {
    private final ApplicationOptions<?> options;

    private ApplicationPlan(ApplicationOptions<?> options) {
        this.options = options;
    }

    /** Returns the plan of these options. */
    public static ApplicationPlan of(ApplicationOptions<?> options) {
        return new ApplicationPlan(options);
    }

    /** Records the violations of the options, and of the resources around the application. */
    public void check(Stack stack, Violations violations) {
        ApplicationRules.checkOptions(options, violations);
        ApplicationRules.checkSurroundings(options, stack, violations);
    }

    /** Records the violations of a user's own code. */
    public void checkCode(ApplicationCode code, Stack stack, Violations violations) {
        if (violations.require("code", code)) {
            code.check(options.runtime, violations);
            code.checkHome(Home.of(stack, violations));
        }
    }

    /** Records the violations of the options by the job of this library. */
    public void checkBundledCode(Violations violations) {
        ApplicationCode.bundledPipeline().check(options.runtime, violations);
    }

    /** Records the violations of property groups. */
    public static void checkPropertyGroups(List<Map.Entry<String, Map<String, String>>> groups, Violations violations) {
        ApplicationRules.checkPropertyGroups(groups, violations);
    }

    /**
     * Throws the violations of the construct {@code id} under {@code scope}, if there are any. Only then is the path of
     * the construct asked for.
     */
    public static void throwIfAny(Violations violations, String construct, Construct scope, String id) {
        ApplicationRules.throwIfAny(violations, construct, scope, id);
    }

    /** Returns the application's name: the given one, or one made of the names of stack and construct. */
    public String name(Construct scope, String id) {
        return options.applicationName == null ? DefaultName.of(scope, id) : options.applicationName;
    }

    /** Returns whether checkpoints are disabled. */
    public boolean isWithoutCheckpoints() {
        return options.checkpointing != null && !options.checkpointing.isEnabled();
    }

    /** Returns the checkpoint interval; empty if it is not known at synth. */
    public Optional<Duration> checkpointInterval() {
        return Optional.ofNullable(options.checkpointing).flatMap(Checkpointing::effectiveInterval);
    }

    /** Returns the maximum parallelism; empty if it is not known at synth or the scaling is invalid. */
    public Optional<Long> parallelismCeiling() {
        return options.scaling == null || options.quota == null
                ? Optional.empty()
                : options.scaling.ceiling(options.quota);
    }

    /** Returns the metrics level. */
    public MetricsLevel metricsLevel() {
        return options.metricsLevel;
    }

    /** Returns whether the application is in a VPC. */
    public boolean isInVpc() {
        return options.isInVpc();
    }

    /**
     * Returns whether another VPC can be reached from the application's; true as long as the application's is not
     * known.
     */
    public boolean reaches(IVpc other) {
        return options.reaches(other);
    }

    /** Returns the VPC of the application. */
    public IVpc vpc() {
        return ApplicationNetwork.vpcOf(options.effectiveNetwork());
    }
}
