package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.network.FlinkNetwork;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnParameterProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;

/** What the service's API would refuse at deployment is refused at synth, in words that say what to change. */
class ApplicationRulesTest {
    private static Stack stack;
    private static IBucket jars;
    private static IVpc vpc;
    private static List<ISecurityGroup> sixGroups;
    private static int count;

    @BeforeAll
    static void createSurroundings() {
        stack = CdkApps.stackWithEnvironment();
        jars = Bucket.fromBucketName(stack, "Jars", "jars");
        vpc = Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(List.of("eu-west-1a"))
                        .privateSubnetIds(List.of("subnet-1"))
                        .publicSubnetIds(List.of("subnet-2"))
                        .build());
        sixGroups = IntStream.range(0, 6)
                .mapToObj(i -> SecurityGroup.fromSecurityGroupId(stack, "Group" + i, "sg-" + i))
                .toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("applicationName = \"my app\": must have 1 to 128", b -> b.applicationName("my app")),
                mistake("applicationName = \"aaa", b -> b.applicationName("a".repeat(129))),
                mistake("description = \"xxx", b -> b.description("x".repeat(1025))),
                mistake(
                        "runtime = \"FLINK-1_13\": is retired, the service creates no application on it. Use FLINK-1_20",
                        b -> b.runtime(FlinkRuntime.of("FLINK-1_13"))),
                mistake(
                        "runtime = \"ZEPPELIN-FLINK-3_0\": is a Studio runtime",
                        b -> b.runtime(FlinkRuntime.of("ZEPPELIN-FLINK-3_0"))),
                mistake(
                        "runtime = \"SQL-1_0\": is the discontinued SQL runtime",
                        b -> b.runtime(FlinkRuntime.of("SQL-1_0"))),
                mistake(
                        "runtime = \"1.20\": is no Flink runtime. Write it as FLINK-1_20",
                        b -> b.runtime(FlinkRuntime.of("1.20"))),
                mistake("runtime: is required", b -> b.runtime(null)),
                mistake(
                        "scaling.parallelismPerKpu = \"9\": must be between 1 and 8",
                        b -> b.scaling(KpuScaling.automatic().withParallelismPerKpu(9))),
                mistake(
                        "scaling.parallelismPerKpu = \"0\": must be between 1 and 8",
                        b -> b.scaling(KpuScaling.fixed(2).withParallelismPerKpu(0))),
                mistake(
                        "scaling.parallelism = \"0\": must be between 1",
                        b -> b.scaling(KpuScaling.automatic().withParallelism(0))),
                mistake(
                        "scaling.parallelism = \"257\": is above the quota of 256",
                        b -> b.scaling(
                                KpuScaling.automatic().withParallelism(257).withParallelismPerKpu(8))),
                mistake(
                        "scaling.kpus = \"65\": is above the quota of 64 KPUs for one application. Lower the parallelism (65)",
                        b -> b.scaling(KpuScaling.fixed(65))),
                mistake(
                        "scaling.parallelism = \"2.5\": must be a whole number",
                        b -> b.scaling(KpuScaling.automatic().withParallelism(2.5))),
                mistake(
                        "scaling.parallelismPerKpu = \"1.5\": must be a whole number",
                        b -> b.scaling(KpuScaling.fixed(2).withParallelismPerKpu(1.5))),
                mistake(
                        "scaling.parallelism = \"NaN\": must be a whole number",
                        b -> b.scaling(KpuScaling.automatic().withParallelism(Double.NaN))),
                mistake(
                        "scaling.parallelism = \"-Infinity\": must be between 1",
                        b -> b.scaling(KpuScaling.automatic().withParallelism(Double.NEGATIVE_INFINITY))),
                mistake(
                        "scaling.parallelismPerKpu: is required",
                        b -> b.scaling(KpuScaling.fixed(2).withParallelismPerKpu(null))),
                mistake("scaling.kpus = \"0\": must be between 1", b -> b.scaling(KpuScaling.fixed(0))),
                mistake(
                        "scaling.parallelism = \"5\": takes 3 KPUs at parallelismPerKpu 2, not the 4",
                        b -> b.scaling(
                                KpuScaling.fixed(4).withParallelismPerKpu(2).withParallelism(5))),
                mistake("quota.maxKpus = \"0\"", b -> b.quota(new KpuQuota(0, 10))),
                mistake(
                        "checkpointing.interval = \"PT0S\": must be at least 1 ms",
                        b -> b.checkpointing(Checkpointing.every(Duration.ZERO))),
                mistake(
                        "checkpointing.interval = \"null\": sets nothing",
                        b -> b.checkpointing(Checkpointing.every(null))),
                mistake(
                        "checkpointing.interval = \"PT2562047788015215H30M7S\": must be at least 1 ms and at most 365 days",
                        b -> b.checkpointing(Checkpointing.every(Duration.ofSeconds(Long.MAX_VALUE)))),
                mistake(
                        "checkpointing.minPause = \"null\": sets nothing",
                        b -> b.checkpointing(Checkpointing.serviceDefault().withMinPause(null))),
                mistake(
                        "checkpointing.minPause = \"PT2562047788015215H30M7S\": must be 0 or more and at most 365 days",
                        b -> b.checkpointing(
                                Checkpointing.serviceDefault().withMinPause(Duration.ofSeconds(Long.MAX_VALUE)))),
                mistake(
                        "checkpointing.minPause = \"PT-1S\": must be 0 or more",
                        b -> b.checkpointing(Checkpointing.serviceDefault().withMinPause(Duration.ofSeconds(-1)))),
                mistake(
                        "checkpointing.minPause = \"PT1S\": means nothing",
                        b -> b.checkpointing(Checkpointing.disabled().withMinPause(Duration.ofSeconds(1)))),
                mistake(
                        "maintenanceWindowStart = \"24:00\": must be a time of day in UTC",
                        b -> b.maintenanceWindowStart("24:00")),
                mistake(
                        "runConfiguration.snapshotName = \"a b\": must have 1 to 256",
                        b -> b.runConfiguration(RunConfiguration.restoreFromSnapshot("a b"))),
                mistake(
                        "runConfiguration.snapshotName: is required",
                        b -> b.runConfiguration(RunConfiguration.restoreFromSnapshot(null))),
                mistake("encryptionKey = \"null\": sets nothing. Give a value", b -> b.encryptionKey(null)),
                mistake("removalPolicy: is required", b -> b.removalPolicy(null)),
                mistake(
                        "removalPolicy = \"SNAPSHOT\": is not for this kind of resource. Use RETAIN",
                        b -> b.removalPolicy(RemovalPolicy.SNAPSHOT)),
                mistake("vpc = \"null\": sets nothing", b -> b.vpc(null)),
                mistake("securityGroups = \"null\": sets nothing", b -> b.securityGroups(null)),
                mistake("securityGroups = \"1 groups\": have null among them", b -> b.vpc(vpc)
                        .securityGroups(Collections.singletonList(null))),
                mistake("vpcSubnets = \"0 subnets\": give the job no network", b -> b.vpc(vpc)
                        .vpcSubnets(SubnetSelection.builder().subnets(List.of()).build())),
                mistake(
                        "vpcSubnets = \"subnets\": need a network",
                        b -> b.vpcSubnets(SubnetSelection.builder().build())),
                mistake("allowPublicSubnet = \"true\": needs a network", b -> b.allowPublicSubnet(true)),
                mistake(
                        "allowPublicSubnet = \"true\": belongs to vpc(…). Give it to FlinkNetwork.builder(…) instead",
                        b -> b.network(FlinkNetwork.builder(vpc).build()).allowPublicSubnet(true)),
                mistake(
                        "securityGroups = \"1 groups\": need a network",
                        b -> b.securityGroups(sixGroups.subList(0, 1))),
                mistake("securityGroups = \"6 groups\": are too many; the service takes 5", b -> b.vpc(vpc)
                        .securityGroups(sixGroups)),
                mistake("vpcSubnets = \"public subnets\": do not connect the job to anything outside", b -> b.vpc(vpc)
                        .vpcSubnets(SubnetSelection.builder()
                                .subnetType(SubnetType.PUBLIC)
                                .build())),
                mistake(
                        "vpcSubnets = \"17 subnets\": are too many; the service takes 16",
                        b -> b.vpc(Vpc.fromVpcAttributes(
                                stack,
                                "Wide",
                                VpcAttributes.builder()
                                        .vpcId("vpc-2")
                                        .availabilityZones(List.of("eu-west-1a"))
                                        .privateSubnetIds(IntStream.range(0, 17)
                                                .mapToObj(i -> "subnet-" + i)
                                                .toList())
                                        .build()))),
                mistake(
                        "role = \"444455556666\": is not the account of the stack, 111122223333",
                        b -> b.role(Role.fromRoleArn(stack, "Foreign", "arn:aws:iam::444455556666:role/foreign"))),
                mistake(
                        "encryptionKey = \"us-east-1\": is not the Region of the stack, eu-west-1",
                        b -> b.encryptionKey(
                                Key.fromKeyArn(stack, "ForeignKey", "arn:aws:kms:us-east-1:111122223333:key/k"))),
                mistake(
                        "logging = \"us-east-1\": is not the Region of the stack, eu-west-1",
                        b -> b.logging(ApplicationLogging.to(LogGroup.fromLogGroupArn(
                                stack, "DistantLogs", "arn:aws:logs:us-east-1:111122223333:log-group:logs")))),
                mistake(
                        "logging = \"444455556666\": is not the account of the stack, 111122223333",
                        b -> b.logging(ApplicationLogging.to(LogGroup.fromLogGroupArn(
                                stack, "ForeignLogs", "arn:aws:logs:eu-west-1:444455556666:log-group:logs")))),
                mistake(
                        "code.bucket = \"us-east-1\": is not the Region of the stack, eu-west-1",
                        b -> b.code(ApplicationCode.fromBucket(
                                Bucket.fromBucketAttributes(
                                        stack,
                                        "DistantJars",
                                        BucketAttributes.builder()
                                                .bucketName("jars")
                                                .region("us-east-1")
                                                .build()),
                                "a.jar"))),
                mistake(
                        "runtime = \"FLINK-1_16\": has never been a runtime of the service. Use one of FLINK-1_15,",
                        b -> b.runtime(FlinkRuntime.of("FLINK-1_16"))),
                mistake(
                        "runtime = \"FLINK-2_0\": has never been a runtime of the service",
                        b -> b.runtime(FlinkRuntime.of("FLINK-2_0"))),
                mistake(
                        "logging.retention = \"ONE_DAY\": belongs to a new log group",
                        b -> b.logging(ApplicationLogging.to(LogGroup.fromLogGroupName(stack, "Logs", "logs"))
                                .withRetention(RetentionDays.ONE_DAY))),
                mistake("logging.logGroup = \"null\": sets nothing", b -> b.logging(ApplicationLogging.to(null))),
                mistake(
                        "logging.encryptionKey = \"null\": sets nothing",
                        b -> b.logging(ApplicationLogging.newLogGroup().withEncryptionKey(null))),
                mistake(
                        "logging.encryptionKey = \"null\": belongs to a new log group",
                        b -> b.logging(ApplicationLogging.to(LogGroup.fromLogGroupName(stack, "Logs2", "logs"))
                                .withEncryptionKey(null))),
                mistake(
                        "logging.retention: is required",
                        b -> b.logging(ApplicationLogging.newLogGroup().withRetention(null))),
                mistake(
                        "logging.removalPolicy = \"SNAPSHOT\"",
                        b -> b.logging(ApplicationLogging.newLogGroup().withRemovalPolicy(RemovalPolicy.SNAPSHOT))),
                mistake("connector = \"null\": is no source or sink", b -> b.connector(null)),
                mistake(
                        "code.python = \"null\": sets nothing",
                        b -> b.code(ApplicationCode.fromBucket(jars, "k").withPythonEntryPoint(null))),
                mistake(
                        "code.python = \"an entry point\": does not start the bundled jobs",
                        b -> b.code(ApplicationCode.bundledPipeline()
                                .withPythonEntryPoint(PythonEntryPoint.script("main.py")))),
                mistake(
                        "code.python.python: is required",
                        b -> b.code(ApplicationCode.fromBucket(jars, "k")
                                .withPythonEntryPoint(PythonEntryPoint.script(null)))),
                mistake("code.path = \"a\\0b.jar\": is no path", b -> b.code(ApplicationCode.fromAsset("a\0b.jar"))),
                mistake(
                        "code.key = \"a/*\": may have no *, ? and ${",
                        b -> b.code(ApplicationCode.fromBucket(jars, "a/*"))),
                mistake(
                        "propertyGroup.g = \"null\": is no key",
                        b -> b.propertyGroup("g", Collections.singletonMap(null, "v"))),
                mistake("propertyGroup.g = \"0 properties\"", b -> b.propertyGroup("g", null)),
                mistake("propertyGroup.id: is required", b -> b.propertyGroups(null)),
                mistake("code: is required", b -> b.code(null)),
                mistake(
                        "code.path = \"no/such.jar\": does not exist",
                        b -> b.code(ApplicationCode.fromAsset("no/such.jar"))),
                mistake(
                        "code.path = \"pom.xml\": is no .jar, no .zip and no folder",
                        b -> b.code(ApplicationCode.fromAsset("pom.xml"))),
                mistake("code.key: is required", b -> b.code(ApplicationCode.fromBucket(jars, ""))),
                mistake("code.key = \"kkk", b -> b.code(ApplicationCode.fromBucket(jars, "k".repeat(1025)))),
                mistake(
                        "code.objectVersion = \"\": must have 1 to 1,024",
                        b -> b.code(ApplicationCode.fromBucket(jars, "k", ""))),
                mistake("code.bucket: is required", b -> b.code(ApplicationCode.fromBucket(null, "k"))),
                mistake(
                        "code.python.python: is required",
                        b -> b.code(ApplicationCode.fromBucket(jars, "k")
                                .withPythonEntryPoint(PythonEntryPoint.script("")))),
                mistake(
                        "runtime = \"FLINK-2_2\": cannot run the bundled jobs",
                        b -> b.code(ApplicationCode.bundledPipeline()).runtime(FlinkRuntime.FLINK_2_2)),
                mistake("propertyGroup.id = \"a b\": must have 1 to 50", b -> b.propertyGroup("a b", Map.of("k", "v"))),
                mistake("propertyGroup.id = \"ggg", b -> b.propertyGroup("g".repeat(51), Map.of("k", "v"))),
                mistake("propertyGroup.id = \"twice\": is there twice", b -> b.propertyGroup("twice", Map.of("a", "1"))
                        .propertyGroup("twice", Map.of("b", "2"))),
                mistake("propertyGroup.id = \"kinesis.analytics.flink.run.options\": is there twice", b -> b.code(
                                ApplicationCode.fromBucket(jars, "k")
                                        .withPythonEntryPoint(PythonEntryPoint.script("main.py")))
                        .propertyGroup("kinesis.analytics.flink.run.options", Map.of("python", "b"))),
                mistake(
                        "propertyGroup.empty = \"0 properties\": must be 1 to 50 properties",
                        b -> b.propertyGroup("empty", Map.of())),
                mistake(
                        "propertyGroup.many = \"51 properties\": must be 1 to 50 properties. Split",
                        b -> b.propertyGroup("many", properties(51))),
                mistake("propertyGroups = \"51 groups\": are too many", b -> IntStream.range(0, 51)
                        .forEach(i -> b.propertyGroup("group" + i, Map.of("k", "v")))),
                mistake(
                        "propertyGroup.g.k = \"\": must have 1 to 2,048 characters (it has 0)",
                        b -> b.propertyGroup("g", Map.of("k", ""))),
                mistake(
                        "propertyGroup.g.k = \"null\": has no value",
                        b -> b.propertyGroup("g", Collections.singletonMap("k", null))),
                mistake(
                        "must have 1 to 2,048 characters (it has 2049)",
                        b -> b.propertyGroup("g", Map.of("k", "v".repeat(2049)))),
                mistake(
                        "must have a key of 1 to 2,048 characters (it has 2049)",
                        b -> b.propertyGroup("g", Map.of("k".repeat(2049), "v"))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsRefusedAndNamed(String message, Consumer<FlinkApplication.Builder> mistake) {
        FlinkApplication.Builder builder = valid();
        mistake.accept(builder);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.violations()).as(refusal.getMessage()).hasSize(1);
    }

    @Test
    void allMistakesAreInOneMessage() {
        InvalidSpecException refusal =
                catchThrowableOfType(InvalidSpecException.class, () -> FlinkApplication.Builder.create(stack, "Wrong")
                        .applicationName("a b")
                        .runtime(FlinkRuntime.of("FLINK-1_8"))
                        .scaling(KpuScaling.automatic().withParallelism(1000).withParallelismPerKpu(20))
                        .maintenanceWindowStart("8 am")
                        .encryptionKey(null)
                        .propertyGroup("g", Map.of("k", ""))
                        .build());

        assertThat(refusal)
                .hasMessageContainingAll(
                        "FlinkApplication Test/Wrong has 7 faults",
                        "applicationName",
                        "runtime",
                        "scaling.parallelismPerKpu",
                        "maintenanceWindowStart",
                        "encryptionKey",
                        "code",
                        "propertyGroup.g.k");
    }

    @Test
    void moreKpusThanAnIntegerHoldsAreCountedRight() {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> valid().scaling(
                        KpuScaling.fixed(Integer.MAX_VALUE).withParallelismPerKpu(8))
                .build());

        assertThat(refusal)
                .hasMessageContainingAll(
                        "has 2 faults",
                        "scaling.parallelism = \"17179869176\": is above the quota of 256",
                        "scaling.kpus = \"2147483647\": is above the quota of 64");
    }

    @Test
    void tagsAreCountedWhenAllAreThere() {
        Stack tagged = CdkApps.stack();
        Tags.of(tagged).add("team", "shop");
        FlinkApplication application = FlinkApplication.Builder.create(tagged, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .build();
        IntStream.range(0, 49).forEach(i -> Tags.of(application).add("tag" + i, "value"));
        assertThatCode(() -> Template.fromStack(tagged)).doesNotThrowAnyException();
    }

    @Test
    void tooManyTagsAreRefusedAtSynth() {
        Stack tagged = CdkApps.stack();
        Tags.of(tagged).add("team", "shop");
        FlinkApplication application = FlinkApplication.Builder.create(tagged, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .build();
        IntStream.range(0, 50).forEach(i -> Tags.of(application).add("tag" + i, "value"));

        assertThatThrownBy(() -> Template.fromStack(tagged))
                .hasMessageContaining("[Test/Orders] tags = \"51 tags\": are too many; the service takes 50");
    }

    @Test
    void stateThatWillNotBeThereIsWarnedOf() {
        Stack stateless = CdkApps.stack();
        FlinkApplication.Builder.create(stateless, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .snapshotsEnabled(false)
                .systemRollbackEnabled(true)
                .runConfiguration(RunConfiguration.restoreFromLatestSnapshot())
                .build();

        Annotations warnings = Annotations.fromStack(stateless);
        warnings.hasWarning("/Test/Orders", Match.stringLikeRegexp("runConfiguration restores the latest snapshot.*"));
        warnings.hasWarning("/Test/Orders", Match.stringLikeRegexp("systemRollbackEnabled.*needs a snapshot.*"));
    }

    @Test
    void stateThatIsThereIsNotWarnedOf() {
        Stack plain = CdkApps.stack();
        FlinkApplication.Builder.create(plain, "Rollback")
                .code(ApplicationCode.bundledPipeline())
                .systemRollbackEnabled(true)
                .runConfiguration(RunConfiguration.restoreFromLatestSnapshot())
                .build();
        FlinkApplication.Builder.create(plain, "Stateless")
                .code(ApplicationCode.bundledPipeline())
                .snapshotsEnabled(false)
                .runConfiguration(RunConfiguration.skipRestore())
                .build();

        Annotations.fromStack(plain).hasNoWarning("*", Match.anyValue());
    }

    @Test
    void raisedQuotaIsHeeded() {
        FlinkApplication.Builder builder =
                valid().scaling(KpuScaling.fixed(100).withParallelismPerKpu(4)).quota(new KpuQuota(128, 512));

        assertThatCode(builder::build).doesNotThrowAnyException();
    }

    @Test
    void refusedApplicationLeavesNothingBehind() {
        Stack empty = CdkApps.stack();

        assertThatThrownBy(() -> FlinkApplication.Builder.create(empty, "Wrong").build())
                .isInstanceOf(InvalidSpecException.class);
        assertThat(Template.fromStack(empty).toJSON()).doesNotContainKey("Resources");
    }

    @Test
    void tokensPass() {
        Stack tokens = CdkApps.stackWithEnvironment();
        String text = parameter(tokens, "String").getValueAsString();
        Number number = parameter(tokens, "Number").getValueAsNumber();
        FlinkApplication.Builder builder = FlinkApplication.Builder.create(tokens, "Tokens")
                .applicationName(text)
                .description(text)
                .runtime(FlinkRuntime.of(text))
                .code(ApplicationCode.fromBucket(Bucket.fromBucketName(tokens, "Jars", "jars"), text, text))
                .scaling(KpuScaling.automatic().withParallelism(number).withParallelismPerKpu(number))
                .maintenanceWindowStart(text)
                .runConfiguration(RunConfiguration.restoreFromSnapshot(text))
                .propertyGroup(text, Map.of("k", text));

        assertThatCode(builder::build).doesNotThrowAnyException();
        assertThatCode(() -> Template.fromStack(tokens)).doesNotThrowAnyException();
    }

    private static CfnParameter parameter(Stack scope, String type) {
        return new CfnParameter(
                scope,
                "Parameter" + type,
                CfnParameterProps.builder().type(type).build());
    }

    private static FlinkApplication.Builder valid() {
        return FlinkApplication.Builder.create(stack, "Application" + count++)
                .code(ApplicationCode.fromBucket(jars, "orders.jar"));
    }

    private static Map<String, String> properties(int size) {
        Map<String, String> properties = new HashMap<>();
        IntStream.range(0, size).forEach(i -> properties.put("key" + i, "value"));
        return properties;
    }

    private static Arguments mistake(String message, Consumer<FlinkApplication.Builder> change) {
        return arguments(message, change);
    }
}
