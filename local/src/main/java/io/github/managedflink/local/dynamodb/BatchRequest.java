package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import java.util.ArrayList;
import java.util.List;

/** What requests for many items have in common: what they want of each table. */
final class BatchRequest {

    private static final String ITEMS = "RequestItems";

    private final AwsRequest request;

    BatchRequest(AwsRequest request) {
        this.request = request;
    }

    /** The tables that it names. */
    List<String> tables() {
        List<String> names = new ArrayList<>();
        request.body().path(ITEMS).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * What it wants, by tables.
     *
     * @param ofTable what errors call the type of what it wants of one
     * @throws AwsError if it wants nothing, or of what no table can be called
     */
    JsonNode items(String ofTable) {
        if (!request.body().hasNonNull(ITEMS)) {
            throw new Parameters(request.body()).missing(ITEMS);
        }
        JsonNode items = request.body().get(ITEMS);
        JsonValues.requireMap(items, ofTable);
        if (items.isEmpty()) {
            throw violated("Member must have length greater than or equal to 1");
        }
        items.fieldNames().forEachRemaining(table -> {
            if (Arn.tryParse(table).isEmpty()
                    && !(ResourceName.isOfCharacters(table) && ResourceName.hasLength(table))) {
                throw violated("Map keys must satisfy constraint: [Member must have length less than or equal to "
                        + ResourceName.MAX_LENGTH + ", Member must have length greater than or equal to "
                        + ResourceName.MIN_LENGTH + ", Member must satisfy regular expression pattern: "
                        + ResourceName.CHARACTERS + "]");
            }
        });
        return items;
    }

    AwsError violated(String constraint) {
        return new Parameters(request.body()).violated(ITEMS, constraint);
    }
}
