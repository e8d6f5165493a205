package io.github.managedflink.jobs.glue;

/** The registry has understood a call and does not do what it asks. */
final class RegistryRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    RegistryRefusal(String code, Throwable cause) {
        super(cause.getMessage(), cause);
        this.code = code;
    }

    /** The service's name of the error, such as {@code EntityNotFoundException}. */
    String code() {
        return code;
    }
}
