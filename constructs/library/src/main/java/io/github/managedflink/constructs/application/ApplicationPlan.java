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

/** An application before it exists, as its options say: what the constructs that deploy it ask of them. */
@Internal
public final class ApplicationPlan {
    private final ApplicationOptions<?> options;

    private ApplicationPlan(ApplicationOptions<?> options) {
        this.options = options;
    }

    /** The plan that the options are. */
    public static ApplicationPlan of(ApplicationOptions<?> options) {
        return new ApplicationPlan(options);
    }

    /** Records what is wrong with the options, and with what surrounds the application. */
    public void check(Stack stack, Violations violations) {
        ApplicationRules.checkOptions(options, violations);
        ApplicationRules.checkSurroundings(options, stack, violations);
    }

    /** Records what is wrong with code of the user's own. */
    public void checkCode(ApplicationCode code, Stack stack, Violations violations) {
        if (violations.require("code", code)) {
            code.check(options.runtime, violations);
            code.checkHome(Home.of(stack, violations));
        }
    }

    /** Records what is wrong with the application for the code that this library brings along. */
    public void checkBundledCode(Violations violations) {
        ApplicationCode.bundledPipeline().check(options.runtime, violations);
    }

    /** Records what is wrong with property groups. */
    public static void checkPropertyGroups(List<Map.Entry<String, Map<String, String>>> groups, Violations violations) {
        ApplicationRules.checkPropertyGroups(groups, violations);
    }

    /**
     * Ends the check of the construct {@code id} under {@code scope}, whose path is asked for only where there is
     * something to say.
     */
    public static void throwIfAny(Violations violations, String construct, Construct scope, String id) {
        ApplicationRules.throwIfAny(violations, construct, scope, id);
    }

    /** The application's name: the one that was given, or one made of those of stack and construct. */
    public String name(Construct scope, String id) {
        return options.applicationName == null ? DefaultName.of(scope, id) : options.applicationName;
    }

    /** Whether the application is to take no checkpoints. */
    public boolean isWithoutCheckpoints() {
        return options.checkpointing != null && !options.checkpointing.isEnabled();
    }

    /** How often it takes checkpoints, as far as that is known. */
    public Optional<Duration> checkpointInterval() {
        return Optional.ofNullable(options.checkpointing).flatMap(Checkpointing::effectiveInterval);
    }

    /** The largest parallelism that it can reach, as far as that is known and nothing is wrong with it. */
    public Optional<Long> parallelismCeiling() {
        return options.scaling == null || options.quota == null
                ? Optional.empty()
                : options.scaling.ceiling(options.quota);
    }

    /** How finely it reports metrics. */
    public MetricsLevel metricsLevel() {
        return options.metricsLevel;
    }

    /** Whether it is to be in a VPC. */
    public boolean isInVpc() {
        return options.isInVpc();
    }

    /** Whether a VPC can be reached from its own; true as long as it is not known where that is. */
    public boolean reaches(IVpc other) {
        return options.reaches(other);
    }

    /** The VPC that it is to be in. */
    public IVpc vpc() {
        return ApplicationNetwork.vpcOf(options.effectiveNetwork());
    }
}
