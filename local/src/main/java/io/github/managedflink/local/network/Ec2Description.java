package io.github.managedflink.local.network;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon EC2: what networks consist of. Generated names stand for their ids. */
public final class Ec2Description implements ServiceDescription {
    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::EC2::SecurityGroup")
                        .ref("sg-{name}")
                        .attribute("GroupId", "sg-{name}")
                        .attribute("Id", "sg-{name}"),
                ResourceType.of("AWS::EC2::VPC")
                        .ref("vpc-{name}")
                        .attribute("VpcId", "vpc-{name}")
                        .attribute("CidrBlock", "{CidrBlock}"),
                ResourceType.of("AWS::EC2::Subnet")
                        .ref("subnet-{name}")
                        .attribute("SubnetId", "subnet-{name}")
                        .attribute("CidrBlock", "{CidrBlock}")
                        .attribute("AvailabilityZone", "{AvailabilityZone}")
                        .attribute("VpcId", "{VpcId}"),
                ResourceType.of("AWS::EC2::RouteTable").ref("rtb-{name}").attribute("RouteTableId", "rtb-{name}"),
                ResourceType.of("AWS::EC2::InternetGateway")
                        .ref("igw-{name}")
                        .attribute("InternetGatewayId", "igw-{name}"),
                ResourceType.of("AWS::EC2::NatGateway").ref("nat-{name}").attribute("NatGatewayId", "nat-{name}"),
                ResourceType.of("AWS::EC2::EIP").attribute("AllocationId", "eipalloc-{name}"),
                ResourceType.of("AWS::EC2::VPCEndpoint").ref("vpce-{name}").attribute("Id", "vpce-{name}"));
    }
}
