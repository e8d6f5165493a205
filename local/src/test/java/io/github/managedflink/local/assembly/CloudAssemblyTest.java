package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.template.AssemblyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudAssemblyTest {
    private static final String STREAM =
            """
            {"Resources": {"Stream": {"Type": "AWS::Kinesis::Stream"}},
             "Outputs": {"O": {"Value": {"Fn::GetAtt": ["Stream", "Arn"]}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}:arn"}}}}}""";

    @TempDir
    Path directory;

    @Test
    void findsAStackByNameAndListsTheStacksWhenThereIsNone() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack("Orders", STREAM)
                .stack("Lake", "{}")
                .write();

        assertThat(assembly.withDependencies("Lake"))
                .extracting(DeployedStack::name)
                .containsExactly("Lake");
        assertThatThrownBy(() -> assembly.withDependencies("lake"))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("has no stack lake; did you mean Lake?");
    }

    @Test
    void refusesAFolderThatIsNoAssembly() {
        assertThatThrownBy(() -> CloudAssembly.read(directory))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("has no manifest.json. Run `cdk synth`");
    }

    @Test
    void readsTheStacksOfAStage() {
        // given
        AssemblyFixture.in(directory.resolve("assembly-Prod"))
                .stack("ProdOrders", STREAM)
                .write();
        CloudAssembly assembly =
                AssemblyFixture.in(directory).stage("assembly-Prod").write();

        // when, then
        assertThat(assembly.withDependencies("ProdOrders")).hasSize(1);
    }

    @Test
    void importsWhatAnotherStackExportsAndPutsThatStackFirst() {
        // given
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "App",
                        """
                        {"Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "Source": {"Fn::ImportValue": "Streams:arn"}}}}}""",
                        "Streams")
                .stackIn("aws://123456789012/eu-west-1", "Streams", STREAM)
                .write();

        // when
        List<DeployedStack> stacks = assembly.withDependencies("App");

        // then
        assertThat(stacks).extracting(DeployedStack::name).containsExactly("Streams", "App");
        Resource stream = stacks.get(0).resources().get(0);
        assertThat(stacks.get(1).resources().get(0).property("Source").asText())
                .isEqualTo("arn:aws:kinesis:eu-west-1:123456789012:stream/" + stream.physicalName());
    }

    @Test
    void evaluatesANestedStackWithItsParametersAndOutputs() throws IOException {
        // given
        Files.writeString(
                directory.resolve("nested.json"),
                """
                {"Parameters": {"Bucket": {"Type": "String"}},
                 "Resources": {"Inner": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Fn::Sub": "${Bucket}-in"}}}},
                 "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Inner", "Arn"]}}}}""");
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "Outer",
                        """
                        {"Resources": {
                          "Lake": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "lake"}},
                          "Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {
                            "Parameters": {"Bucket": {"Ref": "Lake"}},
                            "TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-assets-${AWS::AccountId}-${AWS::Region}/n.json"}}},
                          "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "Source": {"Fn::GetAtt": ["Nested", "Outputs.Arn"]}}}}}""")
                .asset("Outer", "nested.json", "file", "n.json")
                .constructPath("Outer", "Outer/Nested.NestedStack/Nested.NestedStackResource", "Nested")
                .constructPath("Outer", "Outer/Nested/Inner/Resource", "Inner")
                .write();

        // when
        DeployedStack outer = assembly.withDependencies("Outer").get(0);

        // then
        assertThat(outer.resources()).extracting(Resource::logicalId).containsExactly("Lake", "Inner", "App");
        assertThat(outer.resources("AWS::KinesisAnalyticsV2::Application")
                        .get(0)
                        .property("Source")
                        .asText())
                .endsWith(":stream/lake-in");
        assertThat(outer.resources("AWS::Kinesis::Stream").get(0).constructPath())
                .contains("Outer/Nested/Inner");
    }

    @Test
    void knowsAResourceByLogicalIdConstructPathAndPhysicalName() {
        // given
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "Orders",
                        """
                        {"Resources": {"Stream12AB": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "orders"}}}}""")
                .constructPath("Orders", "Orders/Etl/Stream/Resource", "Stream12AB")
                .write();

        // when
        Resource stream = assembly.withDependencies("Orders").get(0).resources().get(0);

        // then
        assertThat(List.of("Stream12AB", "Orders/Etl/Stream", "Etl/Stream", "Stream", "orders"))
                .allMatch(stream::answersTo);
        assertThat(List.of("Etl", "tream", "Stream12", "")).noneMatch(stream::answersTo);
    }

    @Test
    void leavesOutResourcesWhoseConditionDoesNotHold() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stackIn(
                        "aws://unknown-account/eu-west-1",
                        "S",
                        """
                        {"Conditions": {"Home": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}, "Away": {"Fn::Not": [{"Condition": "Home"}]}},
                         "Resources": {"A": {"Type": "AWS::S3::Bucket", "Condition": "Home"}, "B": {"Type": "AWS::S3::Bucket", "Condition": "Away"}}}""")
                .write();

        assertThat(assembly.withDependencies("S").get(0).resources())
                .extracting(Resource::logicalId)
                .containsExactly("A");
    }

    @Test
    void readsOnlyThePartOfAPropertyThatIsAskedFor() {
        // given: a function around the part, and one beside it that cannot be evaluated
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Conditions": {"Yes": {"Fn::Equals": ["a", "a"]}},
                         "Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "Bad": {"Fn::Cidr": []},
                          "Configuration": {"Fn::If": ["Yes", {"Parallelism": 4}, {"Ref": "AWS::NoValue"}]}}}}}""")
                .write();

        // when, then
        Resource application = assembly.withDependencies("S").get(0).resources().get(0);
        assertThat(application.property("Configuration", "Parallelism").asInt()).isEqualTo(4);
        assertThat(application.property("Configuration", "Other").isMissingNode())
                .isTrue();
    }

    @Test
    void findsTheAssetBehindABucketAndKey() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stackIn("aws://111111111111/eu-west-1", "S", "{}")
                .asset("S", "job.jar", "file", "abc.jar")
                .write();

        DeployedStack stack = assembly.withDependencies("S").get(0);
        assertThat(stack.asset("cdk-assets-111111111111-eu-west-1", "abc.jar"))
                .hasValueSatisfying(asset -> assertThat(asset.path()).isEqualTo(directory.resolve("job.jar")));
        assertThat(stack.asset("cdk-assets-111111111111-eu-west-1", "other.jar"))
                .isEmpty();
    }

    @Test
    void passesOverANestedStackWhoseTemplateIsElsewhere() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Parameters": {"Given": {"Type": "String"}},
                         "Resources": {
                          "Foreign": {"Type": "AWS::CloudFormation::Stack", "Properties": {
                            "TemplateURL": "https://s3.amazonaws.com/x/y.json", "Parameters": {"P": {"Ref": "Given"}}}},
                          "Unknown": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": {"Ref": "Given"}}},
                          "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "Name": "a", "Source": {"Fn::GetAtt": ["Foreign", "Outputs.Arn"]}}}}}""")
                .write();

        DeployedStack stack = assembly.withDependencies("S").get(0);
        assertThat(stack.resources()).extracting(Resource::logicalId).containsExactly("App");
        assertThat(stack.passedOver())
                .containsExactly(
                        "the template of the nested stack Foreign is not in the assembly; its resources are not here",
                        "the template of the nested stack Unknown is not in the assembly; its resources are not here");
        Resource application = stack.resources().get(0);
        assertThat(application.property("Name").asText()).isEqualTo("a");
        assertThatThrownBy(() -> application.property("Source"))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining(
                        "property Source: it refers to an output of the nested stack Foreign, whose template is"
                                + " not in the assembly.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0.0", "55.0.0", "100.1.2"})
    void refusesOtherVersionsOfTheSchemaByName(String version) {
        assertThatThrownBy(() -> assemblyOfVersion(version))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("has the schema version " + version + ", and this mflink reads 15.0.0 to 54.x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15.0.0", "54.99.0"})
    void readsAllVersionsOfTheSchemaThatAreKnown(String version) throws IOException {
        assertThat(assemblyOfVersion(version).stackNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "newest"})
    void refusesAManifestThatIsNoneOfTheCdk(String version) {
        assertThatThrownBy(() -> assemblyOfVersion(version))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("is not the manifest of a cloud assembly");
    }

    private CloudAssembly assemblyOfVersion(String version) throws IOException {
        Files.writeString(
                directory.resolve("manifest.json"),
                version.isEmpty() ? "{}" : "{\"version\": \"%s\", \"artifacts\": {}}".formatted(version));
        return CloudAssembly.read(directory);
    }

    @Test
    void saysWhichStacksDependOnEachOtherInACircle() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack("A", "{}", "B")
                .stack("B", "{}", "A")
                .stack("C", "{}")
                .write();

        assertThat(assembly.withDependencies("C")).hasSize(1);
        assertThatThrownBy(() -> assembly.withDependencies("A"))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("The stacks [A, B] of the assembly")
                .hasMessageContaining("depend on each other in a circle");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "", "x/.."})
    void saysThatAnAssemblyContainsItself(String folder) {
        AssemblyFixture fixture = AssemblyFixture.in(directory).stage(folder);

        assertThatThrownBy(fixture::write)
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("as a nested assembly, which lies outside of it");
    }

    @Test
    void handsListsToNestedStacksAsTheirParametersHaveThem() throws IOException {
        Files.writeString(
                directory.resolve("nested.json"),
                """
                {"Parameters": {"Zones": {"Type": "CommaDelimitedList"}, "Size": {"Type": "Number", "MaxValue": 3}},
                 "Resources": {"App": {"Type": "Custom::Any", "Properties": {
                   "Zone": {"Fn::Select": [1, {"Ref": "Zones"}]}, "Size": {"Ref": "Size"}}}}}""");
        DeployedStack stack = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {
                          "TemplateURL": {"Fn::Sub": "https://s3/cdk-assets-${AWS::AccountId}-${AWS::Region}/n.json"},
                          "Parameters": {"Zones": {"Fn::Join": [",", ["a", "b"]]}, "Size": 4}}}}}""")
                .asset("S", "nested.json", "file", "n.json")
                .write()
                .withDependencies("S")
                .get(0);
        Resource inNested = stack.resources().get(0);

        assertThat(inNested.property("Zone").asText()).isEqualTo("b");
        assertThatThrownBy(() -> inNested.property("Size"))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("property Parameters.Size: \"4\" is not allowed: it must be 3 or less.");
    }

    @Test
    void passesOverTheManifestOfSomethingElseBesideIt() throws IOException {
        Files.writeString(directory.resolve("manifest.json"), "// of a browser's extension\n{}");
        Path assembly = Files.createDirectory(directory.resolve("cdk.out"));

        assertThat(AssemblyFixture.in(assembly).stack("S", "{}").write().stackNames())
                .containsExactly("S");
    }

    @Test
    void saysThatANestedTemplateContainsItself() throws IOException {
        String template =
                """
                {"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": {"Fn::Sub": "https://s3/cdk-assets-${AWS::AccountId}-${AWS::Region}/n.json"}}}}}""";
        Files.writeString(directory.resolve("nested.json"), template);
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack("S", template)
                .asset("S", "nested.json", "file", "n.json")
                .write();

        assertThatThrownBy(() -> assembly.withDependencies("S").get(0).resources())
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("the template nested.json contains itself");
    }

    @Test
    void saysWhyAConditionCannotBeEvaluatedEachTime() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Conditions": {"C": {"Fn::Equals": [{"Ref": "Nothing"}, "a"]}},
                         "Resources": {"A": {"Type": "AWS::S3::Bucket", "Condition": "C"}}}""")
                .write();
        DeployedStack stack = assembly.withDependencies("S").get(0);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(stack::resources)
                    .hasMessageContaining("condition C: it refers to \"Nothing\", which the template does not define");
        }
    }

    @Test
    void saysWhichResourcesReferToEachOtherInACircle() {
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Resources": {
                          "A": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Ref": "B"}}},
                          "B": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Fn::GetAtt": ["A", "Arn"]}}}}}""")
                .write();
        Resource resource = assembly.withDependencies("S").get(0).resources().get(0);

        assertThatThrownBy(resource::physicalName)
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("Stack S, resources A, B: they depend on each other in a circle.");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, aws, amazonaws.com",
        "cn-north-1, aws-cn, amazonaws.com.cn",
        "us-gov-west-1, aws-us-gov, amazonaws.com",
        "eusc-de-east-1, aws-eusc, amazonaws.eu",
        "xx-nowhere-9, aws, amazonaws.com"
    })
    void namesThePartitionOfARegion(String region, String partition, String suffix) {
        Environment environment = Environment.parse("aws://123456789012/" + region, Environment.DEFAULT_REGION);

        assertThat(environment.partition()).isEqualTo(partition);
        assertThat(environment.urlSuffix()).isEqualTo(suffix);
        assertThat(environment.arn("kinesis", "stream/s"))
                .isEqualTo("arn:" + partition + ":kinesis:" + region + ":123456789012:stream/s");
    }
}
