package io.github.managedflink.test.application;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Prefixes of one to five levels, made of whatever S3, IAM and Flink's paths take as it is. */
final class Prefixes {
    private static final String ODD = "abZ09=+ %#:;@&,'\"<>()[]{}|^`~!$-_.\u00a0ü\u00ff";

    private Prefixes() {}

    /** Those below {@code first}, so that they do not overlap others. */
    static Arbitrary<String> below(String first) {
        return Arbitraries.strings()
                .withChars(ODD)
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(name -> !name.equals(".") && !name.equals("..") && !name.contains("${"))
                .list()
                .ofMaxSize(4)
                .map(names -> names.isEmpty() ? first : first + "/" + String.join("/", names));
    }
}
