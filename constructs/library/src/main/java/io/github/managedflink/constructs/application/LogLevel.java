package io.github.managedflink.constructs.application;

/** What an application writes to its log. */
public enum LogLevel {
    /** Everything; slows the job down. */
    DEBUG,
    /** What happens. */
    INFO,
    /** What may become a problem. */
    WARN,
    /** What failed. */
    ERROR
}
