package io.github.managedflink.local.flink;

import io.github.managedflink.local.result.LocalRunException;

/** What this Java has to allow. */
public final class JavaRuntime {
    private static final int OLDEST = 17;
    /** The last one in which {@code Subject.getSubject} works, which Hadoop calls in Flink's S3 file system. */
    private static final int NEWEST = 22;

    private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

    private JavaRuntime() {}

    /**
     * Refuses a version of Java on which local runs do not work.
     *
     * @throws LocalRunException if this is one
     */
    public static void checkVersion() {
        checkVersion(Runtime.version().feature());
    }

    static void checkVersion(int version) {
        if (version < OLDEST || version > NEWEST) {
            throw LocalRunException.wrongUsage("This is Java " + version + ", at " + System.getProperty("java.home")
                    + "; local runs need a JDK from " + OLDEST + " to " + NEWEST
                    + ". Set JAVA_HOME to one, in Maven also with a toolchain.");
        }
    }

    /**
     * The service runs Flink 1.20 on Java 11, where Kryo may look into {@code java.util}; without that the older
     * Kinesis consumer cannot write its state, and every checkpoint fails.
     */
    static void checkOpens() {
        if (!Object.class.getModule().isOpen("java.util", JavaRuntime.class.getModule())) {
            throw LocalRunException.wrongUsage("Local runs need the Java option " + OPENS
                    + ". For tests, add it to the argLine of the Maven Surefire plugin: <argLine>" + OPENS
                    + "</argLine>.");
        }
    }
}
