package io.github.managedflink.local.dynamodb.model;

/**
 * How deep values may lie in lists and maps.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of
 *     DynamoDB</a>
 */
final class Nesting {

    /** The item itself is the first of the documented 32 levels. */
    private static final int MAX_CONTAINERS = 31;

    private Nesting() {}

    /**
     * Refuses a list or map that lies too deep.
     *
     * @param containers how many lists and maps it lies in, without the item
     * @throws io.github.managedflink.local.http.AwsError if those are too many
     */
    static void checkContainer(int containers) {
        if (containers >= MAX_CONTAINERS) {
            throw DynamoDbErrors.validation("Nesting Levels have exceeded supported limits");
        }
    }

    /**
     * Refuses an item in which something lies too deep.
     *
     * @throws io.github.managedflink.local.http.AwsError if it does
     */
    static void check(MapValue item) {
        item.attributes().values().forEach(value -> check(value, 0));
    }

    private static void check(AttributeValue value, int containers) {
        if (value instanceof ListValue list) {
            checkContainer(containers);
            list.elements().forEach(element -> check(element, containers + 1));
        } else if (value instanceof MapValue map) {
            checkContainer(containers);
            map.attributes().values().forEach(member -> check(member, containers + 1));
        }
    }
}
