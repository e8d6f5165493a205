package io.github.managedflink.local.template;

import io.github.managedflink.local.names.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types that a parameter of a template can have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html">Parameter
 *     types that CloudFormation supplies</a>
 */
final class ParameterType {
    /** What the beginning of a type says of which the Parameter Store holds the value. */
    static final String STORED = "AWS::SSM::Parameter::Value<";

    private static final String KEY_PAIR = "AWS::EC2::KeyPair::KeyName";
    private static final List<String> RESOURCES = List.of(
            "AWS::EC2::AvailabilityZone::Name",
            "AWS::EC2::Image::Id",
            "AWS::EC2::Instance::Id",
            "AWS::EC2::SecurityGroup::GroupName",
            "AWS::EC2::SecurityGroup::Id",
            "AWS::EC2::Subnet::Id",
            "AWS::EC2::VPC::Id",
            "AWS::EC2::Volume::Id",
            "AWS::Route53::HostedZone::Id");
    private static final List<String> ALL = all();

    private ParameterType() {}

    private static List<String> all() {
        List<String> storable = Stream.of(
                        Stream.of("String", "CommaDelimitedList", "List<String>", KEY_PAIR),
                        RESOURCES.stream(),
                        RESOURCES.stream().map(type -> "List<" + type + ">"))
                .flatMap(types -> types)
                .toList();
        return Stream.of(
                        storable.stream(),
                        Stream.of("Number", "List<Number>", "AWS::SSM::Parameter::Name"),
                        storable.stream().map(type -> STORED + type + ">"))
                .flatMap(types -> types)
                .toList();
    }

    /** Returns why CloudFormation knows no such type, if so. */
    static Optional<String> fault(String type) {
        if (ALL.contains(type)) {
            return Optional.empty();
        }
        return Optional.of("there is no parameter type " + Quoted.of(type)
                + NearestName.question(type, ALL)
                        .orElse("; the basic ones are String, Number, CommaDelimitedList and List<Number>."));
    }
}
