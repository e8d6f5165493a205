package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.network.VpcTopology;
import io.github.managedflink.local.template.TemplateJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** In which VPC the clusters and domains of the stacks are. */
final class VpcResources {
    private final Map<String, Place> places;

    private VpcResources(Map<String, Place> places) {
        this.places = Map.copyOf(places);
    }

    /** Where a resource is: in a VPC, or under a public address. */
    record Place(Optional<String> vpcId) {}

    static VpcResources of(List<Resource> all, VpcTopology topology) {
        Map<String, Place> places = new HashMap<>();
        for (Resource resource : all) {
            Optional<JsonNode> subnets = subnets(resource);
            if (subnets.isPresent()) {
                List<String> ids = TemplateJson.texts(subnets.get());
                if (ids.isEmpty()) {
                    places.put(resource.attribute("Arn"), new Place(Optional.empty()));
                } else {
                    topology.vpcOfSubnet(ids.get(0))
                            .ifPresent(vpcId -> places.put(resource.attribute("Arn"), new Place(Optional.of(vpcId))));
                }
            }
        }
        return new VpcResources(places);
    }

    private static Optional<JsonNode> subnets(Resource resource) {
        return switch (resource.type()) {
            case "AWS::MSK::Cluster" -> Optional.of(resource.property("BrokerNodeGroupInfo", "ClientSubnets"));
            case "AWS::MSK::ServerlessCluster" ->
                StreamSupport.stream(resource.property("VpcConfigs").spliterator(), false)
                        .map(each -> each.path("SubnetIds"))
                        .findFirst();
            case "AWS::OpenSearchService::Domain" -> Optional.of(resource.property("VPCOptions", "SubnetIds"));
            default -> Optional.empty();
        };
    }

    /** Where the resource of a call is, which may be a part of a cluster or domain; empty if no stack has it. */
    Optional<Place> placeOf(String resource) {
        return places.entrySet().stream()
                .filter(each -> isPartOf(resource, each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The ARN of a topic, group or transactional id has the cluster's name and id where the cluster's has them. */
    private static boolean isPartOf(String resource, String owner) {
        String ofCluster = owner.substring(owner.indexOf('/') + 1);
        return resource.equals(owner)
                || resource.startsWith(owner + "/")
                || (resource.contains(":kafka:") && (resource + "/").contains("/" + ofCluster + "/"));
    }
}
