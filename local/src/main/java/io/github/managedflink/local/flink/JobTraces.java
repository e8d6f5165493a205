package io.github.managedflink.local.flink;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.management.ManagementFactory;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.flink.util.FlinkUserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs leave in the process when they have ended: on the service it ends with them, here it goes on. */
final class JobTraces {
    private static final Logger LOG = LoggerFactory.getLogger(JobTraces.class);

    private JobTraces() {}

    /**
     * Takes management beans of jobs out, such as those of AWS's first SDK, which would keep all classes of the job for
     * ever.
     */
    static void unregisterBeans() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                if (server.getClassLoaderFor(name) instanceof FlinkUserCodeClassLoader) {
                    server.unregisterMBean(name);
                }
            } catch (JMException e) {
                LOG.debug("{} is gone already", name, e);
            }
        }
    }

    /**
     * Keeps from the terminal that a thread which outlives its job finds no more classes. Clients end some of their
     * threads later than they are closed; Flink has closed the job's jar by then.
     */
    static synchronized void silenceOutlivingThreads() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        if (!(before instanceof Silencer)) {
            Thread.setDefaultUncaughtExceptionHandler(new Silencer(before));
        }
    }

    /**
     * Interrupts threads whose job's jar is closed. What a task waits for may never come then: a client that it closes
     * waits for a thread of its own, which has died because it found no more classes. The clients' own threads are to
     * be left alone, as one that is not made for an interruption would spin.
     *
     * @param runner the class whose methods the threads run
     */
    static void interruptOutlivingThreads(Class<?> runner) {
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            if (runs(runner, trace) && outlivesItsJob(thread)) {
                thread.interrupt();
            }
        });
    }

    private static boolean runs(Class<?> runner, StackTraceElement[] trace) {
        return Stream.of(trace).anyMatch(frame -> frame.getClassName().equals(runner.getName()));
    }

    private static boolean outlivesItsJob(Thread thread) {
        return Stream.of(thread.getClass().getClassLoader(), thread.getContextClassLoader())
                .anyMatch(loader -> loader instanceof FlinkUserCodeClassLoader && isClosed((URLClassLoader) loader));
    }

    private static boolean isClosed(URLClassLoader loader) {
        return loader.findResource("META-INF/MANIFEST.MF") == null;
    }

    private record Silencer(UncaughtExceptionHandler next) implements UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable error) {
            if (error instanceof LinkageError && outlivesItsJob(thread)) {
                LOG.debug("A thread of a job that has ended finds no more classes", error);
            } else if (next != null) {
                next.uncaughtException(thread, error);
            } else {
                // As Java does it itself where there is no handler.
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                error.printStackTrace(System.err);
            }
        }
    }
}
