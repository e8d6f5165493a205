package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.template.AssemblyException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicFunctionsTest {
    private static final String SECTIONS =
            """
            "Parameters": {
              "Name": {"Type": "String", "Default": "orders"},
              "Zones": {"Type": "CommaDelimitedList", "Default": "a, b,c"},
              "Count": {"Type": "Number", "Default": 3},
              "Required": {"Type": "String"},
              "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"}},
            "Mappings": {"Sizes": {"us-east-1": {"Kpu": 4, "Names": ["x", "y"]}}},
            "Conditions": {
              "Here": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
              "Elsewhere": {"Fn::Not": [{"Condition": "Here"}]},
              "Both": {"Fn::And": [{"Condition": "Here"}, {"Condition": "Elsewhere"}]},
              "Either": {"Fn::Or": [{"Condition": "Here"}, {"Condition": "Elsewhere"}]},
              "Loop": {"Fn::Not": [{"Condition": "Loop"}]}},
            "Resources": {
              "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "orders"}},
              "Lake": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "lake"}},
              "Gone": {"Type": "AWS::S3::Bucket", "Condition": "Elsewhere"},
              "Odd": {"Type": "AWS::Odd::Thing"}},
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Ref": "Name"}                                                    | "orders"
            {"Ref": "Count"}                                                   | 3
            {"Ref": "Zones"}                                                   | ["a","b","c"]
            {"Ref": "AWS::Region"}                                             | "us-east-1"
            {"Ref": "AWS::AccountId"}                                          | "000000000000"
            {"Ref": "AWS::Partition"}                                          | "aws"
            {"Ref": "AWS::URLSuffix"}                                          | "amazonaws.com"
            {"Ref": "AWS::StackName"}                                          | "S"
            {"Ref": "Stream"}                                                  | "orders"
            {"Fn::GetAtt": ["Stream", "Arn"]}                                  | "arn:aws:kinesis:us-east-1:000000000000:stream/orders"
            {"Fn::GetAtt": "Lake.Arn"}                                         | "arn:aws:s3:::lake"
            {"Fn::GetAtt": ["Lake", "RegionalDomainName"]}                     | "lake.s3.us-east-1.amazonaws.com"
            {"Fn::Sub": "s3://${Lake}/${Name}/${AWS::Region}/${!Literal}"}     | "s3://lake/orders/us-east-1/${Literal}"
            {"Fn::Sub": "${Stream.Arn}"}                                       | "arn:aws:kinesis:us-east-1:000000000000:stream/orders"
            {"Fn::Sub": ["${a}-${Name}", {"a": {"Ref": "Lake"}}]}              | "lake-orders"
            {"Fn::Join": ["/", ["a", {"Ref": "Name"}, 7, true]]}               | "a/orders/7/true"
            {"Fn::Join": ["+", {"Ref": "Zones"}]}                              | "a+b+c"
            {"Fn::Split": ["::", "a::b::"]}                                    | ["a","b",""]
            {"Fn::Select": [1, {"Fn::Split": [".", "a.b.c"]}]}                 | "b"
            {"Fn::Select": ["2", {"Ref": "Zones"}]}                            | "c"
            {"Fn::If": ["Here", "yes", "no"]}                                  | "yes"
            {"Fn::If": ["Both", "yes", "no"]}                                  | "no"
            {"Fn::If": ["Either", "yes", "no"]}                                | "yes"
            {"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "Kpu"]}        | 4
            {"Fn::FindInMap": ["Sizes", "us-east-1", "Names"]}                 | ["x","y"]
            {"Fn::Base64": "hello"}                                            | "aGVsbG8="
            {"Fn::GetAZs": ""}                                                 | ["us-east-1a","us-east-1b","us-east-1c"]
            {"Fn::GetAZs": {"Ref": "AWS::Region"}}                             | ["us-east-1a","us-east-1b","us-east-1c"]
            {"a": {"Fn::If": ["Here", {"Ref": "AWS::NoValue"}, 1]}, "b": [1, {"Ref": "AWS::NoValue"}]} | {"b":[1]}
            """)
    void evaluatesAsCloudFormationDoes(String expression, String value) {
        CloudAssembly assembly = AssemblyFixture.withExpression(directory, SECTIONS, expression);

        assertThat(valueOf(assembly)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Fn::Cidr": ["10.0.0.0/16", 2, 8]}            | Fn::Cidr is not supported by local runs
            {"Fn::Transform": {"Name": "x"}}               | Fn::Transform is not supported by local runs
            {"Ref": "Nobody"}                              | "Nobody", which the template does not define
            {"Ref": "Required"}                            | parameter Required: it has no default. Give it with --parameter Required=VALUE
            {"Ref": "Stored"}                              | Parameter Store
            {"Ref": "Gone"}                                | refers to Gone, whose condition does not hold
            {"Ref": "Odd"}                                 | do not know the names of the type AWS::Odd::Thing
            {"Fn::GetAtt": ["Stream", "Colour"]}           | reads Colour of Stream (AWS::Kinesis::Stream)
            {"Fn::GetAtt": "Stream"}                       | needs a resource and an attribute
            {"Fn::Select": [9, ["a"]]}                     | no element 9 in ["a"]
            {"Fn::Join": [",", "abc"]}                     | a list is needed
            {"Fn::Join": [","]}                            | needs a list of 2
            {"Fn::If": ["Nowhere", 1, 2]}                  | no condition "Nowhere"
            {"Fn::If": ["Loop", 1, 2]}                     | condition Loop: it depends on itself
            {"Fn::FindInMap": ["Sizes", "mars", "Kpu"]}    | no mapping Sizes / mars / Kpu
            {"Fn::FindInMap": ["Sizes", "mars", "Kpu", {"DefaultValue": 1}]} | only in a template with the Transform AWS::LanguageExtensions
            {"a": 1, "Fn::ForEach::X": ["I", ["1"], {"b${I}": 1}]}           | Fn::ForEach::X is not supported by local runs
            {"Fn::ImportValue": "nothing"}                 | no stack of the assembly exports nothing
            {"Fn::Sub": "${Zones}"}                        | can insert single values only
            {"Ref": "Name", "Fn::Sub": "x"}                | must be the only key
            "{{resolve:secretsmanager:db:SecretString}}"   | {{resolve:secretsmanager:db:SecretString}}
            {"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Name"}, ":SecretString}}"]]} | {{resolve:secretsmanager:orders:SecretString}}
            """)
    void saysWhatCannotBeEvaluated(String expression, String message) {
        CloudAssembly assembly = AssemblyFixture.withExpression(directory, SECTIONS, expression);

        assertThatThrownBy(() -> valueOf(assembly))
                .isInstanceOf(AssemblyException.class)
                .hasMessageStartingWith("Stack S, ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"Fn::FindInMap": ["Sizes", "us-east-1", "Kpu", {"DefaultValue": 1}]}              | 4
            {"Fn::FindInMap": ["Sizes", "mars", "Kpu", {"DefaultValue": {"Ref": "Name"}}]}     | "orders"
            """)
    void takesDefaultValuesOfMappingsFromTheLanguageExtensions(String expression, String value) {
        CloudAssembly assembly = AssemblyFixture.withExpression(
                directory, "\"Transform\": \"AWS::LanguageExtensions\"," + SECTIONS, expression);

        assertThat(valueOf(assembly)).isEqualTo(value);
    }

    @Test
    void namesTheStackResourceAndPropertyOfAFault() {
        // given
        CloudAssembly assembly = AssemblyFixture.in(directory)
                .stack(
                        "Orders",
                        """
                        {"Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "ApplicationConfiguration": {"Groups": [{"Id": {"Fn::Cidr": []}}]}}}}}""")
                .write();
        Resource application =
                assembly.withDependencies("Orders").get(0).resources().get(0);

        // when, then
        assertThatThrownBy(() -> application.property("ApplicationConfiguration", "Groups"))
                .hasMessage("Stack Orders, resource App (AWS::KinesisAnalyticsV2::Application), property"
                        + " ApplicationConfiguration.Groups.0.Id: Fn::Cidr is not supported by local runs.");
    }

    private static String valueOf(CloudAssembly assembly) {
        return assembly.withDependencies("S").get(0).export("v").orElseThrow().toString();
    }
}
