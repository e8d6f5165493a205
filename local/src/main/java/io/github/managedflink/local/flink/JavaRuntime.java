package io.github.managedflink.local.flink;

import io.github.managedflink.local.result.LocalRunException;

/** What this Java has to allow. */
final class JavaRuntime {
    private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

    private JavaRuntime() {}

    /**
     * The service runs Flink 1.20 on Java 11, where Kryo may look into {@code java.util}; without that the older Kinesis consumer cannot
     * write its state, and every checkpoint fails.
     */
    static void checkOpens() {
        if (!Object.class.getModule().isOpen("java.util", JavaRuntime.class.getModule())) {
            throw LocalRunException.wrongUsage("Local runs need the Java option " + OPENS
                    + ". For tests, add it to the argLine of the Maven Surefire plugin: <argLine>" + OPENS
                    + "</argLine>.");
        }
    }
}
