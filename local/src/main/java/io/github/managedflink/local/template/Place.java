package io.github.managedflink.local.template;

/**
 * Where in an assembly something is evaluated, for messages.
 *
 * @param stack the stack's name
 * @param subject the resource, output or condition
 * @param property the path of the property in it, empty at the top
 */
public record Place(String stack, String subject, String property) {
    public Place child(String name) {
        return new Place(stack, subject, property.isEmpty() ? name : property + "." + name);
    }

    /** The property that this lies in. */
    Place topLevel() {
        return new Place(stack, subject, property.replaceFirst("\\..*", ""));
    }

    public AssemblyException fault(String message) {
        return new AssemblyException("Stack " + stack + ", " + subject
                + (property.isEmpty() ? "" : ", property " + property) + ": " + message);
    }
}
