package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/** What an expression can refer to outside itself. A fault is thrown with the given place. */
public interface References {
    /** The value of a parameter, pseudo parameter or resource. */
    JsonNode ref(String name, Place place);

    JsonNode getAtt(String logicalId, String attribute, Place place);

    JsonNode importValue(String exportName, Place place);

    /** The zones of a region, the stack's own when the name is empty. */
    JsonNode availabilityZones(String region);
}
