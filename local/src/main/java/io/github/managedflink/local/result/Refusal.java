package io.github.managedflink.local.result;

/**
 * Records that went to the dead letters from one step for one kind of reason.
 *
 * @param step as the dead letters name it: {@code source}, {@code event-time}, a step such as {@code 3.cast}, or a sink
 *     such as {@code sink.main}
 * @param reason that of the first of them; those of the others may have other numbers and quoted texts in it
 * @param records how many there are
 * @param example what the first of them held, shortened, with escapes for what cannot be printed
 * @param byService whether a sink's service refused them, so that they count as written as well
 */
public record Refusal(String step, String reason, long records, String example, boolean byService) {}
