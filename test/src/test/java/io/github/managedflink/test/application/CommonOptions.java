package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.application.ApplicationLogging;
import io.github.managedflink.constructs.application.ApplicationOptions;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.application.LogLevel;
import io.github.managedflink.constructs.application.MetricsLevel;
import io.github.managedflink.constructs.application.RunConfiguration;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The options that all constructs with an application have, apart from scaling, code and runtime, whose rules go across
 * options.
 */
final class CommonOptions {
    private CommonOptions() {}

    static List<Arbitrary<Choice<ApplicationOptions<?>>>> all() {
        return List.of(
                name(),
                description(),
                checkpointing(),
                levels(),
                logging(),
                state(),
                runConfiguration(),
                key(),
                maintenanceWindow(),
                NetworkOptions.any(),
                role());
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> name() {
        return Arbitraries.oneOf(
                Arbitraries.just(leftOut("name")),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withCharRange('A', 'Z')
                        .numeric()
                        .withChars("_.-")
                        .ofMinLength(1)
                        .ofMaxLength(128)
                        .map(CommonOptions::rightName),
                Arbitraries.of("or ders", "bestellungen/köln", "x".repeat(129), "")
                        .map(CommonOptions::wrongName));
    }

    private static Choice<ApplicationOptions<?>> rightName(String name) {
        return right("applicationName(" + name + ")", (options, scope) -> options.applicationName(name));
    }

    private static Choice<ApplicationOptions<?>> wrongName(String name) {
        return wrong(
                "applicationName(" + name + ")",
                (options, scope) -> options.applicationName(name),
                new Wrong("applicationName", name));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> description() {
        String tooLong = "d".repeat(1025);
        return Arbitraries.of(
                leftOut("description"),
                right("description(…)", (options, scope) -> options.description("Orders: “all” of them\nand more")),
                right("description(1024)", (options, scope) -> options.description("d".repeat(1024))),
                wrong(
                        "description(1025)",
                        (options, scope) -> options.description(tooLong),
                        new Wrong("description", tooLong)));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> checkpointing() {
        return Arbitraries.of(
                leftOut("checkpointing"),
                checkpointing("every 1 ms", Checkpointing.every(Duration.ofMillis(1))),
                checkpointing("every 10 min", Checkpointing.every(Duration.ofMinutes(10))),
                checkpointing(
                        "every 10 s, no pause",
                        Checkpointing.every(Duration.ofSeconds(10)).withMinPause(Duration.ZERO)),
                checkpointing("pause of 1 min", Checkpointing.serviceDefault().withMinPause(Duration.ofMinutes(1))),
                checkpointing(
                        "every 0 s", Checkpointing.every(Duration.ZERO), new Wrong("checkpointing.interval", "PT0S")),
                checkpointing(
                        "every -5 s, pause of -1 s",
                        Checkpointing.every(Duration.ofSeconds(-5)).withMinPause(Duration.ofSeconds(-1)),
                        new Wrong("checkpointing.interval", "PT-5S"),
                        new Wrong("checkpointing.minPause", "PT-1S")),
                checkpointing("none", null, new Wrong("checkpointing", null)));
    }

    private static Choice<ApplicationOptions<?>> checkpointing(String words, Checkpointing value, Wrong... faults) {
        return wrong("checkpointing(" + words + ")", (options, scope) -> options.checkpointing(value), faults);
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> levels() {
        Arbitrary<Choice<ApplicationOptions<?>>> logs = Arbitraries.of(LogLevel.class)
                .map(level -> right("logLevel(" + level + ")", (options, scope) -> options.logLevel(level)));
        Arbitrary<Choice<ApplicationOptions<?>>> metrics = Arbitraries.of(MetricsLevel.class)
                .map(level -> right("metricsLevel(" + level + ")", (options, scope) -> options.metricsLevel(level)));
        return Arbitraries.oneOf(
                logs,
                metrics,
                Arbitraries.just(wrong(
                        "logLevel(null), metricsLevel(null)",
                        (options, scope) -> options.logLevel(null).metricsLevel(null),
                        new Wrong("logLevel", null),
                        new Wrong("metricsLevel", null))));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> logging() {
        return Arbitraries.of(
                leftOut("logging"),
                right(
                        "logging(new group, a day, destroyed)",
                        (options, scope) -> options.logging(ApplicationLogging.newLogGroup()
                                .withRetention(RetentionDays.ONE_DAY)
                                .withRemovalPolicy(RemovalPolicy.DESTROY))),
                right(
                        "logging(new group, own key)",
                        (options, scope) -> options.logging(
                                ApplicationLogging.newLogGroup().withEncryptionKey(new Key(scope, "LogKey")))),
                right(
                        "logging(existing group)",
                        (options, scope) -> options.logging(
                                ApplicationLogging.to(LogGroup.fromLogGroupName(scope, "Logs", "/orders")))),
                wrong(
                        "logging(existing group, retention)",
                        (options, scope) -> options.logging(
                                ApplicationLogging.to(LogGroup.fromLogGroupName(scope, "Logs", "/orders"))
                                        .withRetention(RetentionDays.ONE_WEEK)),
                        new Wrong("logging.retention", "ONE_WEEK")),
                wrong("logging(null)", (options, scope) -> options.logging(null), new Wrong("logging", null)));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> state() {
        return Arbitraries.of(
                leftOut("snapshots, rollback and removal"),
                right("snapshotsEnabled(false)", (options, scope) -> options.snapshotsEnabled(false)),
                right("systemRollbackEnabled(true)", (options, scope) -> options.systemRollbackEnabled(true)),
                right("removalPolicy(RETAIN)", (options, scope) -> options.removalPolicy(RemovalPolicy.RETAIN)));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> runConfiguration() {
        String tooLong = "s".repeat(257);
        return Arbitraries.of(
                leftOut("run configuration"),
                run("latest", RunConfiguration.restoreFromLatestSnapshot().withAllowNonRestoredState(true)),
                run("skip", RunConfiguration.skipRestore()),
                run("before", RunConfiguration.restoreFromSnapshot("before.1_2-3")),
                run(
                        "before deploy",
                        RunConfiguration.restoreFromSnapshot("before deploy"),
                        new Wrong("runConfiguration.snapshotName", "before deploy")),
                run(
                        "257 letters",
                        RunConfiguration.restoreFromSnapshot(tooLong),
                        new Wrong("runConfiguration.snapshotName", tooLong)),
                run(
                        "null",
                        RunConfiguration.restoreFromSnapshot(null),
                        new Wrong("runConfiguration.snapshotName", null)));
    }

    private static Choice<ApplicationOptions<?>> run(String words, RunConfiguration value, Wrong... faults) {
        return wrong("runConfiguration(" + words + ")", (options, scope) -> options.runConfiguration(value), faults);
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> key() {
        return Arbitraries.of(
                leftOut("key"),
                right("encryptionKey(new)", (options, scope) -> options.encryptionKey(new Key(scope, "Key"))),
                right(
                        "encryptionKey(existing)",
                        (options, scope) -> options.encryptionKey(Key.fromKeyArn(
                                scope,
                                "Key",
                                "arn:aws:kms:eu-west-1:111122223333:key/0e2cbd47-2d07-4a1c-8b12-91c7d0a0a6bb"))),
                wrong(
                        "encryptionKey(null)",
                        (options, scope) -> options.encryptionKey(null),
                        new Wrong("encryptionKey", "null")));
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> maintenanceWindow() {
        Arbitrary<Choice<ApplicationOptions<?>>> times = Arbitraries.integers()
                .between(0, 24 * 60 - 1)
                .map(minute -> "%02d:%02d".formatted(minute / 60, minute % 60))
                .map(time ->
                        right("maintenance(" + time + ")", (options, scope) -> options.maintenanceWindowStart(time)));
        Arbitrary<Choice<ApplicationOptions<?>>> noTimes = Arbitraries.of(
                        "2:30", "24:00", "12:60", "02:30:00", "noon", "")
                .map(time -> wrong(
                        "maintenance(" + time + ")",
                        (options, scope) -> options.maintenanceWindowStart(time),
                        new Wrong("maintenanceWindowStart", time)));
        return Arbitraries.oneOf(Arbitraries.just(leftOut("maintenance window")), times, noTimes);
    }

    private static Arbitrary<Choice<ApplicationOptions<?>>> role() {
        return Arbitraries.of(
                leftOut("role"),
                right(
                        "role(of this account)",
                        (options, scope) -> options.role(Role.fromRoleArn(
                                scope, "Role", "arn:aws:iam::" + SynthesizedStack.ACCOUNT + ":role/job"))),
                wrong(
                        "role(of another account)",
                        (options, scope) ->
                                options.role(Role.fromRoleArn(scope, "Role", "arn:aws:iam::999988887777:role/job")),
                        new Wrong("role", "999988887777")));
    }
}
