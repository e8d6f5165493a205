package io.github.managedflink.local.dynamodb.model;

import java.util.Optional;

/** The types of attributes, by the names that they have in requests. */
public enum AttributeType {
    S("STRING"),
    N("NUMBER"),
    B("BINARY"),
    BOOL("BOOLEAN"),
    NULL("NULL"),
    SS("SET"),
    NS("SET"),
    BS("SET"),
    L("LIST"),
    M("MAP");

    private final String longName;

    AttributeType(String longName) {
        this.longName = longName;
    }

    /** What errors about update expressions call it. */
    public String longName() {
        return longName;
    }

    public boolean isSet() {
        return this == SS || this == NS || this == BS;
    }

    /** The type of a set's elements. */
    AttributeType ofElements() {
        return switch (this) {
            case SS -> S;
            case NS -> N;
            case BS -> B;
            default -> throw new IllegalStateException(this + " is no set");
        };
    }

    /** The type of a name; empty if it is none. */
    public static Optional<AttributeType> of(String name) {
        for (AttributeType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
