package io.github.managedflink.local.policy;

import java.util.List;

/**
 * The actions or resources that a statement is about.
 *
 * @param excluded whether it is about all others, as {@code NotAction} and {@code NotResource} say
 * @param texts as the policy has them
 */
public record PolicyElement(boolean excluded, List<String> texts) {
    public PolicyElement {
        texts = List.copyOf(texts);
    }
}
