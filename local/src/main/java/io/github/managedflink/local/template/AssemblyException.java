package io.github.managedflink.local.template;

/**
 * A cloud assembly that cannot be read or evaluated; the message says where and what to do, and needs no stack trace.
 */
public final class AssemblyException extends RuntimeException {
    public AssemblyException(String message) {
        super(message);
    }

    public AssemblyException(String message, Throwable cause) {
        super(message, cause);
    }
}
