package io.github.managedflink.local.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Finds the name that a user who has mistyped it may have meant. */
public final class NearestName {
    private static final int MOST_EDITS = 2;
    /** One edit makes something else of a shorter name. */
    private static final int CHARACTERS_PER_EDIT = 4;

    private NearestName() {}

    /**
     * Returns the name with the fewest edits from what was written, of several the first in alphabetical order; empty
     * where all are too far away.
     *
     * @param written which is none of the names
     */
    public static Optional<String> to(String written, Collection<String> names) {
        int most = Math.max(1, Math.min(MOST_EDITS, written.length() / CHARACTERS_PER_EDIT));
        return names.stream()
                .map(name -> Map.entry(name, edits(written, name)))
                .filter(entry -> entry.getValue() <= most)
                .min(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(Map.Entry::getKey);
    }

    /** Returns the same as the end of a sentence, such as {@code ; did you mean run?}. */
    public static Optional<String> question(String written, Collection<String> names) {
        return to(written, names).map(near -> "; did you mean " + near + "?");
    }

    /**
     * How many characters must be put in, left out, replaced or exchanged with their neighbours to make one text of the
     * other.
     *
     * @see <a
     *     href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance">Optimal
     *     string alignment distance</a>
     */
    static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[from.length()][to.length()];
    }
}
