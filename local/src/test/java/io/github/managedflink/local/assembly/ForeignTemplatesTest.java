package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that the CDK's constructs do not write. */
class ForeignTemplatesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Ref": "Nobody"}                                     | it refers to "Nobody", and the template has no such parameter or resource.
            {"Fn::GetAtt": ["Nope", "Arn"]}                       | it refers to "Nope", and the template has no such resource.
            {"Fn::GetAtt": "Nope.Arn"}                            | it refers to "Nope", and the template has no such resource.
            {"Fn::Sub": "${Nope.Arn}/x"}                          | it refers to "Nope", and the template has no such resource.
            {"Fn::Sub": ["${a}${b}", {"a": "x"}]}                 | it refers to "b", and the template has no such parameter or resource.
            {"Fn::If": ["Nowhere", 1, 2]}                         | the template has no condition "Nowhere".
            {"Fn::If": ["Never", {"Ref": "Nobody"}, 2]}           | it refers to "Nobody", and the template has no such parameter or resource.
            """)
    void namesWhatATemplateRefersToWithoutHavingIt(String value, String fault) {
        DeployedStack stack = stack("", "\"A\": {\"Type\": \"Custom::Any\", \"Properties\": {\"P\": [" + value + "]}}");

        assertThat(stack.faults()).containsExactly("Stack S, resource A (Custom::Any), property P: " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Ref": "AWS::Region"}
            {"Ref": "Given"}
            {"Ref": "A"}
            {"Fn::GetAtt": ["A", "Anything"]}
            {"Fn::Sub": "${AWS::Region} ${Given} ${A} ${A.B} ${!Literal}"}
            {"Fn::Sub": ["${a}", {"a": {"Ref": "Given"}}]}
            {"Fn::If": ["Never", 1, 2]}
            """)
    void findsNothingWrongWithWhatIsThere(String value) {
        assertThat(stack("", "\"A\": {\"Type\": \"Custom::Any\", \"Properties\": {\"P\": " + value + "}}")
                        .faults())
                .isEmpty();
    }

    @Test
    void looksAtDependenciesConditionsAndOutputs() {
        DeployedStack stack = stack(
                "\"Outputs\": {\"O\": {\"Value\": {\"Ref\": \"Gone\"}}},",
                "\"A\": {\"Type\": \"Custom::Any\", \"DependsOn\": [\"B\"], \"Condition\": \"C\"}");

        assertThat(stack.faults())
                .containsExactly(
                        "Stack S, resource A (Custom::Any): the template has no condition \"C\".",
                        "Stack S, resource A (Custom::Any): it refers to \"B\", and the template has no such resource.",
                        "Stack S, output O: it refers to \"Gone\", and the template has no such parameter or resource.");
    }

    @Test
    void namesWhatTheTransformOfSamWouldMake() {
        DeployedStack stack = stack(
                "\"Transform\": [\"AWS::LanguageExtensions\", \"AWS::Serverless-2016-10-31\"],",
                """
                "F": {"Type": "AWS::Serverless::Function", "Properties": {"Role": {"Fn::GetAtt": ["FRole", "Arn"]}}},
                "Q": {"Type": "AWS::SQS::Queue"}""");

        assertThat(stack.passedOver())
                .containsExactly(
                        "the transform AWS::Serverless-2016-10-31 of the stack S is not applied; what it would make"
                                + " is not here: F (AWS::Serverless::Function)");
        assertThat(stack.faults()).isEmpty();
    }

    @Test
    void namesOtherTransforms() {
        DeployedStack stack = stack(
                "\"Transform\": {\"Name\": \"Mine\", \"Parameters\": {}},",
                "\"Fn::Transform\": {\"Name\": \"AWS::Include\"}");

        assertThat(stack.passedOver())
                .containsExactly(
                        "the transform Mine of the stack S is not applied; what it would make is not here",
                        "the transform AWS::Include in Resources of the stack S is not applied; what it would make is not"
                                + " here");
    }

    @Test
    void refusesLoops() {
        DeployedStack stack = stack(
                "\"Transform\": \"AWS::LanguageExtensions\",",
                "\"Fn::ForEach::Apps\": [\"Name\", [\"A\", \"B\"], {\"App${Name}\": {\"Type\": \"AWS::S3::Bucket\"}}]");

        assertThat(stack.faults())
                .singleElement()
                .asString()
                .startsWith("Stack S: local runs do not expand Fn::ForEach::Apps in Resources. Take the template as");
    }

    @Test
    void findsTheAssetsOfTheLegacySynthesizer() throws IOException {
        // given: what the CDK writes with @aws-cdk/core:newStyleStackSynthesis off
        Files.writeString(directory.resolve("asset.7131.jar"), "jar");
        String parameter = "{\"Type\": \"String\"}";
        AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Parameters": {"AssetBucket": %s, "AssetKey": %s, "AssetHash": %s},
                         "Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "Bucket": {"Ref": "AssetBucket"},
                          "Key": {"Fn::Join": ["", [
                            {"Fn::Select": [0, {"Fn::Split": ["||", {"Ref": "AssetKey"}]}]},
                            {"Fn::Select": [1, {"Fn::Split": ["||", {"Ref": "AssetKey"}]}]}]]}}}}}"""
                                .formatted(parameter, parameter, parameter))
                .metadata(
                        "S",
                        "/S",
                        """
                        {"type": "aws:cdk:asset", "data": {"path": "asset.7131.jar", "id": "7131", "packaging": "file",
                          "sourceHash": "7131", "s3BucketParameter": "AssetBucket", "s3KeyParameter": "AssetKey",
                          "artifactHashParameter": "AssetHash"}}""")
                .write();

        // when
        DeployedStack stack =
                CloudAssembly.read(directory).withDependencies("S").get(0);
        Resource application = stack.resources().get(0);

        // then
        assertThat(stack.asset(
                        application.property("Bucket").asText(),
                        application.property("Key").asText()))
                .hasValueSatisfying(asset -> {
                    assertThat(asset.path()).hasContent("jar");
                    assertThat(asset.key()).isEqualTo("assets/7131.jar");
                });
    }

    private DeployedStack stack(String sections, String resources) {
        return AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {%s "Parameters": {"Given": {"Type": "String"}},
                         "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}, "Resources": {%s}}"""
                                .formatted(sections, resources))
                .write()
                .withDependencies("S")
                .get(0);
    }
}
