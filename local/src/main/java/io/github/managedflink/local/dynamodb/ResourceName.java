package io.github.managedflink.local.dynamodb;

import java.util.regex.Pattern;

/**
 * What tables and indexes may be called.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Naming
 *     rules</a>
 */
final class ResourceName {

    /** The characters that names are made of, as errors show them. */
    static final String CHARACTERS = "[a-zA-Z0-9_.-]+";

    static final int MIN_LENGTH = 3;
    static final int MAX_LENGTH = 255;
    private static final Pattern PATTERN = Pattern.compile(CHARACTERS);

    private ResourceName() {}

    static boolean isOfCharacters(String name) {
        return PATTERN.matcher(name).matches();
    }

    static boolean hasLength(String name) {
        return name.length() >= MIN_LENGTH && name.length() <= MAX_LENGTH;
    }
}
