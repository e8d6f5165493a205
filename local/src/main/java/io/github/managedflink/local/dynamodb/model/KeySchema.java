package io.github.managedflink.local.dynamodb.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attributes that make up a key.
 *
 * @param partition the attribute that distributes the items, of key type {@code HASH}
 * @param sort the attribute that orders those with one partition key, of key type {@code RANGE}
 */
public record KeySchema(String partition, Optional<String> sort) {

    /** The names in their order. */
    public List<String> attributes() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    public boolean has(String attribute) {
        return partition.equals(attribute) || sort.filter(attribute::equals).isPresent();
    }
}
