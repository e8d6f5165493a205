package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.expression.Condition;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.http.AwsError;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of the items that were found.
 *
 * @param filter what has to hold for them
 * @param projection what is wanted of an item; empty for all that there is
 * @param fetches whether items are read from the table, as the index may lack what is wanted
 * @param countOnly whether nothing but their number is told
 */
record SearchProjection(
        SearchTarget searched,
        Optional<Condition> filter,
        Optional<Projection> projection,
        boolean fetches,
        boolean countOnly) {

    private static final String TO_GET = "AttributesToGet";
    private static final List<String> SELECTIONS =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    /** @throws AwsError if an index cannot show it */
    static SearchProjection of(Parameters parameters, RequestExpressions expressions, SearchTarget searched) {
        Optional<String> selection = parameters.oneOf("Select", SELECTIONS);
        Optional<Projection> projection = expressions.projection();
        check(selection, projection, searched, parameters);
        Optional<Condition> filter = expressions.filter();
        projection.ifPresent(shown -> searched.table().definition().checkNoKeysAmong(shown.attributesLookedInto()));
        filter.ifPresent(condition -> searched.table().definition().checkNoKeysAmong(condition.attributesLookedInto()));
        boolean wantsMore = projection.isPresent()
                || selection.filter("ALL_ATTRIBUTES"::equals).isPresent();
        boolean canHaveMore = searched.index()
                .filter(index -> !index.global() && !index.projectsAll())
                .isPresent();
        return new SearchProjection(
                searched,
                filter,
                projection,
                wantsMore && canHaveMore,
                selection.filter("COUNT"::equals).isPresent());
    }

    private static void check(
            Optional<String> selection, Optional<Projection> projection, SearchTarget searched, Parameters parameters) {
        String selected = selection.orElse("");
        if (selected.equals("ALL_PROJECTED_ATTRIBUTES") && searched.index().isEmpty()) {
            throw DynamoDbErrors.invalidParameter(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (selected.equals("SPECIFIC_ATTRIBUTES") && projection.isEmpty()) {
            throw DynamoDbErrors.invalidParameter(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (projection.isPresent() && selection.isPresent() && !selected.equals("SPECIFIC_ATTRIBUTES")) {
            throw DynamoDbErrors.invalidParameter("Cannot specify the "
                    + (parameters.node().hasNonNull(TO_GET) ? TO_GET : "ProjectionExpression")
                    + " when choosing to get " + selected);
        }
        searched.index()
                .filter(IndexDefinition::global)
                .ifPresent(index -> checkGlobal(selected, projection, searched, index));
    }

    /** A global index does not fetch what it has not. */
    private static void checkGlobal(
            String selected, Optional<Projection> projection, SearchTarget searched, IndexDefinition index) {
        if (selected.equals("ALL_ATTRIBUTES") && !index.projectsAll()) {
            throw DynamoDbErrors.invalidParameter(
                    "Select type ALL_ATTRIBUTES is not supported for global secondary index " + index.name()
                            + " because its projection type is not ALL");
        }
        KeySchema tableKey = searched.table().definition().key();
        List<String> absent = projection.map(Projection::heads).orElse(List.of()).stream()
                .filter(attribute -> !index.projects(attribute, tableKey))
                .toList();
        if (!absent.isEmpty()) {
            throw DynamoDbErrors.invalidParameter(
                    "Global secondary index " + index.name() + " does not project " + absent);
        }
    }

    boolean passes(MapValue item) {
        return filter.isEmpty() || filter.get().holdsFor(item);
    }

    /** What is shown of an item that was found. */
    MapValue part(Position position, MapValue found) {
        return Projection.partOf(fetches ? searched.whole(position) : found, projection);
    }
}
