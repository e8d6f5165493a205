package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that the CDK's constructs do not write. */
class ForeignTemplatesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Ref": "Nobody"}                                     | it refers to "Nobody", which the template does not define.
            {"Fn::GetAtt": ["Nope", "Arn"]}                       | it refers to "Nope", which the template does not define.
            {"Fn::GetAtt": "Nope.Arn"}                            | it refers to "Nope", which the template does not define.
            {"Fn::Sub": "${Nope.Arn}/x"}                          | it refers to "Nope", which the template does not define.
            {"Fn::Sub": ["${a}${b}", {"a": "x"}]}                 | it refers to "b", which the template does not define.
            {"Fn::If": ["Nowhere", 1, 2]}                         | the template has no condition "Nowhere".
            {"Fn::If": ["Never", {"Ref": "Nobody"}, 2]}           | it refers to "Nobody", which the template does not define.
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
        assertThat(stack(
                                "",
                                "\"A\": {\"Type\": \"Custom::Any\"},"
                                        + " \"B\": {\"Type\": \"Custom::Any\", \"Properties\": {\"P\": " + value + "}}")
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
                        "Stack S, resource A (Custom::Any): it refers to \"B\", which the template does not define.",
                        "Stack S, output O: it refers to \"Gone\", which the template does not define.");
    }

    @Test
    void looksIntoConditionsAndForTypes() {
        DeployedStack stack = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Conditions": {"C": {"Fn::And": [{"Condition": "Gone"}, {"Fn::Equals": [{"Ref": "Gone"}, "a"]}]}},
                         "Resources": {"A": {"Properties": {}}, "B": {"Type": "Custom::Any", "Condition": "Missing"}}}""")
                .write()
                .withDependencies("S")
                .get(0);

        assertThat(stack.faults())
                .containsExactly(
                        "Stack S, condition C: the template has no condition \"Gone\".",
                        "Stack S, condition C: it refers to \"Gone\", which the template does not define.",
                        "Stack S, resource A: it has no Type.",
                        "Stack S, resource B (Custom::Any): the template has no condition \"Missing\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            []                                     | S: its template must be a JSON object, but is a list.
            {}                                     | S: its template has no Resources, and CloudFormation creates no stack without one.
            {"Resources": {}}                      | S: its template has no Resources, and CloudFormation creates no stack without one.
            {"Resources": []}                      | S: the section Resources must be a JSON object, but is a list.
            {"Resources": null}                    | S: the section Resources must be a JSON object, but is null.
            {"Outputs": "x", %s}                   | S: the section Outputs must be a JSON object, but is a string.
            {"Parameters": {"P": {"Default": 1}}, %s} | S, parameter P: it has no Type.
            {"Parameters": {"P": "String"}, %s}    | S, parameter P: it must be a JSON object, but is a string.
            {"Parameters": {"P": {"Type": ["String"]}}, %s} | S, parameter P: its Type must be a string, but is a list.
            {"Parameters": {"P": {"Type": "Strng"}}, %s} | S, parameter P: there is no parameter type "Strng"; did you mean String?
            {"Parameters": {"P": {"Type": "List<AWS::EC2::Subnet::ID>"}}, %s} | S, parameter P: there is no parameter type "List<AWS::EC2::Subnet::ID>"; did you mean List<AWS::EC2::Subnet::Id>?
            {"Parameters": {"P": {"Type": "String", "Defualt": "a"}}, %s} | S, parameter P: there is no property "Defualt" of parameters; did you mean Default?
            {"Parameters": {"P": {"Type": "String", "Default": ["a"]}}, %s} | S, parameter P: its Default must be a string, but is a list.
            {"Parameters": {"P": {"Type": "String", "Default": "a", "AllowedValues": "a"}}, %s} | S, parameter P: its AllowedValues must be a list, but is a string.
            {"Parameters": {"P": {"Type": "String", "Default": "a", "AllowedPattern": "a)"}}, %s} | S, parameter P: its AllowedPattern "a)" is not a regular expression: Unmatched closing ')'.
            {"Parameters": {"P": {"Type": "Number", "Default": 1, "MinLength": 1}}, %s} | S, parameter P: its MinLength does not go with the type Number.
            {"Parameters": {"P": {"Type": "String", "Default": "a", "MaxValue": 1}}, %s} | S, parameter P: its MaxValue does not go with the type String.
            {"Parameters": {"P": {"Type": "String", "Default": "a", "MaxLength": "long"}}, %s} | S, parameter P: its MaxLength must be a number, but is "long".
            {"Parameters": {"A": {"Type": "String", "Default": "a"}}, %s} | S, parameter A: a resource has the same logical id.
            {"Description": null, %s}              | S: its template has null at Description, and CloudFormation takes none.
            {"Outputs": {"O": {"Value": [1, null]}}, %s} | S: its template has null at Outputs/O/Value/1, and CloudFormation takes none.
            {"Parameters": {"P": {"Type": "Boolean"}}, %s} | S, parameter P: there is no parameter type "Boolean"; the basic ones are String, Number, CommaDelimitedList and List<Number>.
            {"Resources": {"A": {}}}               | S, resource A: it has no Type.
            {"Resources": {"A": {"Type": 7}}}      | S, resource A: its Type must be a string, but is a number.
            {"Resources": {"A": [7]}}              | S, resource A: it must be a JSON object, but is a list.
            {"Resources": {"A": {"Type": "Custom::Any", "Type": "Custom::Any", "Type": "Custom::Any"}}} | S: its template has the key "Resources.A.Type" more than once.
            {%s, "Metadata": [{"a": 1, "a": {}}]}  | S: its template has the key "Metadata.0.a" more than once.
            """)
    void namesWhatNoTemplateHas(String template, String fault) {
        assertThat(faults(template.replace("%s", "\"Resources\": {\"A\": {\"Type\": \"Custom::Any\"}}")))
                .contains("Stack " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "yes"                                   | a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, but found "yes".
            {}                                      | a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, but found {}.
            {"Fn::Equals": ["a"]}                   | Fn::Equals needs a list of 2, but has ["a"].
            {"Fn::And": {"Fn::Equals": ["a", "a"]}} | Fn::And needs a list of conditions, but has {"Fn::Equals":["a","a"]}.
            {"Fn::Or": [{"Fn::Equals": ["a", "a"]}, {"Fn::Not": []}]} | Fn::Not needs a list of 1, but has [].
            {"Fn::Not": [{"Fn::Contains": [["a"], "a"]}]} | Fn::Contains is not supported by local runs.
            {"Condition": "C"}                      | it depends on itself.
            """)
    void looksIntoConditionsThatNothingUses(String condition, String fault) {
        String resource = "\"A\": {\"Type\": \"Custom::Any\"%s}";
        String template = "{\"Conditions\": {\"C\": " + condition + "}, \"Resources\": {" + resource + "}}";

        assertThat(faults(template.formatted(""))).containsExactly("Stack S, condition C: " + fault);
        // Where it is used, it is told no second time.
        assertThat(faults(template.formatted(", \"Condition\": \"C\"")))
                .containsExactly("Stack S, condition C: " + fault);
    }

    @Test
    void namesEachCircleOnce() {
        assertThat(
                        faults(
                                """
                        {"Conditions": {
                           "A": {"Condition": "B"}, "B": {"Fn::Not": [{"Condition": "C"}]},
                           "C": {"Fn::Or": [{"Condition": "B"}, {"Fn::Equals": ["a", "a"]}]}},
                         "Resources": {
                           "Before": {"Type": "Custom::Any", "DependsOn": "One", "Condition": "A"},
                           "One": {"Type": "Custom::Any", "DependsOn": ["Two"]},
                           "Two": {"Type": "Custom::Any", "Properties": {"P": [{"Fn::Sub": ["${x}${Three.Arn}", {"x": "y"}]}]}},
                           "Three": {"Type": "Custom::Any", "Properties": {"P": {"Fn::Join": ["", [{"Ref": "One"}]]}}},
                           "Self": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Fn::GetAtt": ["Self", "Arn"]}}},
                           "Behind": {"Type": "Custom::Any", "Properties": {"P": {"Ref": "Self"}}}}}"""))
                .containsExactly(
                        "Stack S, conditions B, C: they depend on each other in a circle.",
                        "Stack S, resources One, Three, Two: they depend on each other in a circle.",
                        "Stack S, resource Self: it depends on itself.");
    }

    @Test
    void takesNoCircleForOneThatAConditionMayBreak() {
        assertThat(
                        faults(
                                """
                        {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
                         "Resources": {
                           "A": {"Type": "Custom::Any", "DependsOn": "B"}, "B": {"Type": "Custom::Any", "DependsOn": "A", "Condition": "Never"},
                           "C": {"Type": "Custom::Any", "Properties": {"P": {"Fn::If": ["Never", {"Ref": "D"}, ""]}}},
                           "D": {"Type": "Custom::Any", "Properties": {"P": {"Ref": "C"}}}}}"""))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String",
                "Number",
                "CommaDelimitedList",
                "List<Number>",
                "AWS::EC2::KeyPair::KeyName",
                "List<AWS::EC2::Subnet::Id>",
                "AWS::SSM::Parameter::Name",
                "AWS::SSM::Parameter::Value<List<String>>",
                "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>",
                "AWS::SSM::Parameter::Value<List<AWS::EC2::VPC::Id>>"
            })
    void takesTheTypesOfParametersThatCloudFormationHas(String type) {
        DeployedStack stack = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Parameters": {"P": {"Type": "%s", "Default": "1"}}, "Resources": {"A": {"Type": "Custom::Any"}}}"""
                                .formatted(type))
                .write()
                .withDependencies("S")
                .get(0);

        assertThat(stack.faults()).isEmpty();
    }

    @Test
    void aConditionThatIsNotThereHidesNoCircle() {
        assertThat(
                        faults(
                                """
                        {"Resources": {
                           "A": {"Type": "Custom::Any", "DependsOn": "B", "Condition": "Gone"},
                           "B": {"Type": "Custom::Any", "Properties": {"P": {"Fn::If": ["Lost", {"Ref": "A"}, ""]}}}}}"""))
                .containsExactly(
                        "Stack S, resource A (Custom::Any): the template has no condition \"Gone\".",
                        "Stack S, resource B (Custom::Any), property P: the template has no condition \"Lost\".",
                        "Stack S, resources A, B: they depend on each other in a circle.");
    }

    @Test
    void anIdThatIsRefusedHidesNoOtherFault() {
        assertThat(
                        faults(
                                """
                        {"Parameters": {"P": {"Default": "a"}},
                         "Resources": {"a-b": {"Type": "Custom::Any"}, "C": {"Properties": {"P": {"Ref": "Gone"}}}}}"""))
                .containsExactly(
                        "Stack S: its template has ids that CloudFormation refuses: Resources \"a-b\". An id consists of 1 to"
                                + " 255 letters and digits, A-Z, a-z and 0-9.",
                        "Stack S, parameter P: it has no Type.",
                        "Stack S, resource C: it has no Type.",
                        "Stack S, resource C (), property P: it refers to \"Gone\", which the template does not define.");
    }

    @Test
    void passesOverAnEmptyStackThatAnotherDependsOn() {
        assertThat(AssemblyFixture.in(directory)
                        .stack("S", "{\"Resources\": {\"A\": {\"Type\": \"Custom::Any\"}}}", "Empty")
                        .stack("Empty", "{}")
                        .write()
                        .withDependencies("S"))
                .extracting(DeployedStack::name)
                .containsExactly("S");
    }

    private List<String> faults(String template) {
        return AssemblyFixture.in(directory)
                .stack("S", template)
                .write()
                .withDependencies("S")
                .get(0)
                .faults();
    }

    @Test
    void asksForAllValuesOfParametersAtOnceAndForEachOnce() {
        DeployedStack stack = AssemblyFixture.in(directory)
                .stack(
                        "S",
                        """
                        {"Parameters": {
                           "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"}, "Unused": {"Type": "Number"},
                           "Bad": {"Type": "String", "Default": "A", "AllowedPattern": "[a-z]+", "ConstraintDescription": "lower case"},
                           "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"},
                           "Unnamed": {"Type": "AWS::SSM::Parameter::Value<String>"}},
                         "Resources": {"A": {"Type": "Custom::Any", "Properties": {
                           "First": {"Fn::Select": [0, {"Ref": "Subnets"}]},
                           "All": {"Fn::Join": [",", {"Ref": "Subnets"}]}}}}}""")
                .write()
                .withDependencies("S")
                .get(0);

        assertThat(stack.faults())
                .containsExactly(
                        "Stack S, parameter Subnets: it has no default. Give it with --parameter Subnets=VALUE, in a test"
                                + " with parameter(…).",
                        "Stack S, parameter Unused: it has no default. Give it with --parameter Unused=VALUE, in a test"
                                + " with parameter(…).",
                        "Stack S, parameter Bad: its default \"A\" is not allowed: it must match [a-z]+ (lower case). Give it"
                                + " with --parameter Bad=VALUE, in a test with parameter(…).",
                        "Stack S, parameter Unnamed: it is read from the deployed account's Parameter Store"
                                + " (AWS::SSM::Parameter::Value<String>). Give it with --parameter Unnamed=VALUE, in a test"
                                + " with parameter(…).");
        Resource resource = stack.resources().get(0);
        assertThat(resource.faults("First")).isEqualTo(stack.faults().subList(0, 1));
        assertThat(resource.faults("All")).isEqualTo(stack.faults().subList(0, 1));
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
                        {%s "Parameters": {"Given": {"Type": "String", "Default": "x"}},
                         "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}, "Resources": {%s}}"""
                                .formatted(sections, resources))
                .write()
                .withDependencies("S")
                .get(0);
    }
}
