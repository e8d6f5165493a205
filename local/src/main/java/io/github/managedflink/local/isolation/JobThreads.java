package io.github.managedflink.local.isolation;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import org.apache.flink.util.MutableURLClassLoader;

/** Finds out whether a job calls. */
final class JobThreads {
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private JobThreads() {}

    /**
     * The class that called the JDK says so; below a job's classes are those of Flink and Hadoop, which call by
     * themselves. In a thread that has the JDK's classes alone it is the context class loader, which threads inherit
     * from the job's that started them.
     */
    static boolean isJob() {
        ClassLoader loader = callingClass()
                .<ClassLoader>map(Class::getClassLoader)
                .orElseGet(() -> Thread.currentThread().getContextClassLoader());
        return loader instanceof MutableURLClassLoader;
    }

    /** The name of the class that called the JDK, or of the thread where there are the JDK's classes alone. */
    static String caller() {
        return callingClass().<String>map(Class::getName).orElseGet(() -> Thread.currentThread()
                .getName());
    }

    private static Optional<? extends Class<?>> callingClass() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(JobThreads::isOfCaller)
                .findFirst());
    }

    private static boolean isOfCaller(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null
                && loader != ClassLoader.getPlatformClassLoader()
                && !(loader == JobThreads.class.getClassLoader()
                        && type.getPackageName().equals(JobThreads.class.getPackageName()));
    }
}
