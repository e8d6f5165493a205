package io.github.managedflink.local.dynamodb.model;

import java.util.List;
import java.util.Optional;

/**
 * The attributes that make up a key.
 *
 * @param attributes one or two names in their order
 */
public record KeySchema(List<String> attributes) {

    public KeySchema {
        attributes = List.copyOf(attributes);
    }

    /** The attribute that distributes the items, of key type {@code HASH}. */
    public String partition() {
        return attributes.get(0);
    }

    /** The attribute that orders the items with one partition key, of key type {@code RANGE}. */
    public Optional<String> sort() {
        return attributes.size() > 1 ? Optional.of(attributes.get(1)) : Optional.empty();
    }

    public boolean has(String attribute) {
        return attributes.contains(attribute);
    }
}
