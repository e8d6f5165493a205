package io.github.managedflink.local.launch;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals that ask a process to end. The JDK has a class for them that is supported, but of no documented API: it
 * is called by reflection.
 */
final class Signals {
    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    private Signals() {}

    /** Lets an action take the place of what Java does on these signals. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                        action.run();
                        return null;
                    });
            for (String name : ENDING) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java takes no signals", e);
        }
    }
}
