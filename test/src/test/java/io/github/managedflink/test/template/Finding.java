package io.github.managedflink.test.template;

/**
 * What is wrong with a template.
 *
 * @param rule the rule's id, for example {@code F3002}
 * @param resource the logical id, or nothing where it is not about a resource
 * @param path the property's path in the resource
 * @param message what the rule says
 */
public record Finding(String rule, String resource, String path, String message) {
    @Override
    public String toString() {
        return rule + " " + resource + " " + path + ": " + message;
    }
}
