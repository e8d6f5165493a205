package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.template.AssemblyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class DeploymentInputsTest {
    private static final String TEMPLATE =
            """
            {"Parameters": {
              "Name": {"Type": "String", "Default": "orders", "AllowedPattern": "[a-z]+", "MinLength": 3, "MaxLength": 9},
              "Size": {"Type": "String", "AllowedValues": ["small", "large"]},
              "Count": {"Type": "Number", "MinValue": 1, "MaxValue": 10},
              "Zones": {"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]},
              "Ports": {"Type": "List<Number>"},
              "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/stored", "AllowedPattern": "/.*"},
              "StoredList": {"Type": "AWS::SSM::Parameter::Value<List<String>>", "Default": "/list"},
              "Path": {"Type": "AWS::SSM::Parameter::Name", "Default": "/path"},
              "Wrong": {"Type": "Number", "Default": 99, "MaxValue": 10}},
             "Resources": {"Custom": {"Type": "Custom::Any", "Properties": {"Value": {"Ref": "%s"}, "At": {"Ref": "AWS::Region"}}}}}""";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Name        | payments   | "payments"
            S:Name      | payments   | "payments"
            Size        | large      | "large"
            Count       | 4          | "4"
            Zones       | a, b       | ["a","b"]
            Ports       | 1,2        | ["1","2"]
            Stored      | the value  | "the value"
            StoredList  | x,y        | ["x","y"]
            """)
    void aValueTakesThePlaceOfTheDefault(String key, String given, String value) {
        assertThat(value(key.replace("S:", ""), Map.of(key, given))).hasToString(value);
    }

    @Test
    void theNameOfAParameterInTheStoreIsNoSecret() {
        assertThat(value("Path", Map.of())).hasToString("\"/path\"");
    }

    @Test
    void whatIsForOneStackGoesBeforeWhatIsForAll() {
        assertThat(value("Name", Map.of("S:Name", "payments", "Name", "refunds")))
                .hasToString("\"payments\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Name   | ab          | it must have 3 characters or more
            Name   | abcdefghij  | it must have 9 characters or less
            Name   | Orders      | it must match [a-z]+
            Size   | medium      | the allowed values are small, large
            Count  | many        | it must be a number
            Count  | 0           | it must be 1 or more
            Count  | 11          | it must be 10 or less
            Zones  | a,c         | the allowed values are a, b
            """)
    void aValueThatCloudFormationRefusesIsRefused(String name, String given, String fault) {
        CloudAssembly assembly = assembly(name, new DeploymentInputs(Optional.empty(), Map.of(name, given)));

        assertThatThrownBy(() -> assembly.withDependencies("S"))
                .isInstanceOf(AssemblyException.class)
                .hasMessage("The parameter " + name + " of the stack S cannot be \"" + given + "\": " + fault + ".");
    }

    @Test
    void aDefaultThatCloudFormationRefusesIsRefused() {
        assertThatThrownBy(() -> value("Wrong", Map.of()))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("parameter Wrong: its default \"99\" is not allowed: it must be 10 or less.");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        AssemblyFixture.in(directory)
                .stackIn("aws://111122223333/eu-west-1", "S", TEMPLATE.formatted("Name"))
                .write();
        CloudAssembly assembly = CloudAssembly.read(
                directory,
                new DeploymentInputs(Optional.of("us-west-2"), Map.of("Nobody", "x", "Other:Name", "x", "Count", "0")));

        assertThatThrownBy(() -> assembly.withDependencies("S"))
                .hasMessageContaining("The stack S is bound to the Region eu-west-1, and cannot go to us-west-2.")
                .hasMessageContaining("There is no parameter \"Nobody\". The parameters: Name, Size, Count, Zones")
                .hasMessageContaining("There is no parameter \"Other:Name\".")
                .hasMessageContaining("The parameter Count of the stack S cannot be \"0\"");
    }

    @Test
    void aStackWithoutARegionGoesWhereItIsSent() {
        DeploymentInputs inputs = new DeploymentInputs(Optional.of("cn-north-1"), Map.of());
        AssemblyFixture.in(directory)
                .stack("S", TEMPLATE.formatted("Name"))
                .asset("S", "job.jar", "file", "abc.jar")
                .write();

        DeployedStack stack =
                CloudAssembly.read(directory, inputs).withDependencies("S").get(0);

        assertThat(stack.environment()).isEqualTo(Environment.ofRegion("cn-north-1"));
        assertThat(stack.resources().get(0).property("At").asText()).isEqualTo("cn-north-1");
        assertThat(stack.asset("cdk-assets-000000000000-cn-north-1", "abc.jar")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-wst-1, eu-west-1",
        "ue-wset-1, eu-west-1",
        "us-esat-1, us-east-1",
        "us-gv-west-1, us-gov-west-1",
        "eu-west1, eu-west-1",
        "us_east_1, us-east-1",
        "eu-west-11, eu-west-1",
        "ap-southest-2, ap-southeast-2",
        "eu-wst-3, eu-west-3"
    })
    void aRegionNearOneThatThereIsIsSuggested(String written, String meant) {
        assertThat(new DeploymentInputs(Optional.of(written), Map.of()).faults())
                .containsExactly("There is no Region \"" + written + "\"; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu-west-1",
                "us-gov-east-1",
                "us-isob-west-1",
                "eusc-de-east-1",
                "cn-northwest-1",
                "sa-west-1",
                "nz-north-1"
            })
    void aRegionThatIsOrMayBeSomeDayIsTaken(String name) {
        assertThat(new DeploymentInputs(Optional.of(name), Map.of()).faults()).isEmpty();
    }

    @Test
    void everyRegionOfTheSdkIsTaken() {
        assertThat(Region.regions().stream()
                        .filter(region -> !region.isGlobalRegion())
                        .flatMap(region -> new DeploymentInputs(Optional.of(region.id()), Map.of()).faults().stream()))
                .isEmpty();
    }

    @Test
    void aRegionThatCannotBeIsNamed() {
        assertThat(new DeploymentInputs(Optional.of("Ireland"), Map.of()).faults())
                .containsExactly("The Region \"Ireland\" does not exist in this form; write it as eu-west-1.");
        assertThat(List.of("eu-west-1", "us-gov-east-1", "ap-southeast-7"))
                .allSatisfy(name -> assertThat(new DeploymentInputs(Optional.of(name), Map.of()).faults())
                        .isEmpty());
    }

    private JsonNode value(String name, Map<String, String> parameters) {
        return assembly(name, new DeploymentInputs(Optional.empty(), parameters))
                .withDependencies("S")
                .get(0)
                .resources()
                .get(0)
                .property("Value");
    }

    private CloudAssembly assembly(String read, DeploymentInputs inputs) {
        AssemblyFixture.in(directory).stack("S", TEMPLATE.formatted(read)).write();
        return CloudAssembly.read(directory, inputs);
    }
}
