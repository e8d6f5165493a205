package io.github.managedflink.local.isolation;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.github.managedflink.local.files.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.utility.JavaModule;

/**
 * Puts the questions of {@link JdkAdvice} into the JDK, once in a process and for good: without rules they let
 * everything pass. Java 17 has no other place that all clients pass: its name service cannot be replaced, its security
 * manager is going, and a proxy is used by those clients alone that care for one.
 */
final class JdkInstrumentation {
    private static final String BOUNDARY = "io/github/managedflink/local/isolation/hook/JvmBoundary";
    private static final String REMEDY = "Use a JDK 17 with the module jdk.attach";
    /** The sockets of these settings, which Java 18 has no more, connect without the methods that are changed. */
    private static final List<String> OLD_SOCKETS =
            List.of("jdk.net.usePlainSocketImpl", "jdk.net.usePlainDatagramSocketImpl");

    /** Held until the process ends; what nobody holds is another's to delete. */
    private static TemporaryFolder boundaryFolder;

    private static boolean installed;
    private static boolean proven;

    private final List<String> failures = new ArrayList<>();

    private JdkInstrumentation() {}

    /**
     * @throws IOException if this JVM does not let its classes be changed, or does not ask all the same, with the
     *     reason and what to do
     */
    static synchronized void install() throws IOException {
        if (!installed) {
            new JdkInstrumentation().apply();
            installed = true;
        }
        if (!proven) {
            prove();
            proven = true;
        }
    }

    private static void prove() throws IOException {
        Optional<BoundaryPoint> gap = BoundaryProbe.firstGap();
        if (gap.isPresent()) {
            throw new IOException("Java " + System.getProperty("java.version") + " ("
                    + System.getProperty("java.vendor") + ") does not ask the run when " + gap.get() + ". " + remedy());
        }
    }

    private static String remedy() {
        String settings = OLD_SOCKETS.stream()
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name)
                .collect(Collectors.joining(" and "));
        return settings.isEmpty() ? REMEDY : "Start Java without " + settings;
    }

    private void apply() throws IOException {
        Instrumentation instrumentation = attach();
        if (!isBoundaryThere()) {
            instrumentation.appendToBootstrapClassLoaderSearch(boundaryJar());
        }
        List<Class<?>> types = List.of(
                systemClass("sun.nio.ch.Net"),
                systemClass("sun.nio.ch.DatagramChannelImpl"),
                InetAddress.class,
                ProcessBuilder.class,
                Runtime.class,
                System.class);
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(new AgentBuilder.RedefinitionStrategy.DiscoveryStrategy.Explicit(types.toArray(Class<?>[]::new)))
                .with(new AgentBuilder.Listener.Adapter() {
                    @Override
                    public void onError(
                            String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
                        failures.add(type + ": " + failure);
                    }
                })
                .ignore(none())
                .type(named("sun.nio.ch.Net"))
                .transform(advice(JdkAdvice.Connect.class, named("connect").and(takesArgument(3, int.class))))
                .type(named("sun.nio.ch.DatagramChannelImpl"))
                .transform(advice(JdkAdvice.Send.class, named("send").and(takesArgument(2, InetSocketAddress.class))))
                .type(named("java.net.InetAddress"))
                .transform(advice(
                        JdkAdvice.Resolve.class,
                        named("getAllByName").and(isStatic()).and(takesArgument(0, String.class))))
                .transform(advice(JdkAdvice.LocalHost.class, named("getLocalHost")))
                .type(named("java.lang.ProcessBuilder"))
                .transform(advice(JdkAdvice.Start.class, named("start").and(takesArguments(1))))
                .type(named("java.lang.Runtime"))
                .transform(advice(JdkAdvice.Load.class, namedOneOf("load0", "loadLibrary0")))
                .transform(advice(JdkAdvice.Exit.class, namedOneOf("exit", "halt")))
                .type(named("java.lang.System"))
                .transform(advice(JdkAdvice.Variable.class, named("getenv").and(takesArguments(1))))
                .transform(advice(JdkAdvice.Variables.class, named("getenv").and(takesArguments(0))))
                .installOn(instrumentation);
        if (!failures.isEmpty()) {
            throw new IOException(
                    "classes of this Java cannot be changed: " + String.join("; ", failures) + ". " + REMEDY);
        }
    }

    private static Instrumentation attach() throws IOException {
        boolean isOthers = AttachSocket.exists();
        try {
            return ByteBuddyAgent.install();
        } catch (IllegalStateException e) {
            throw new IOException("this Java cannot attach an agent to itself: " + e.getMessage() + ". " + REMEDY, e);
        } finally {
            if (!isOthers) {
                AttachSocket.delete();
            }
        }
    }

    private static AgentBuilder.Transformer advice(Class<?> advice, ElementMatcher<? super MethodDescription> methods) {
        return (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(advice).on(methods));
    }

    private static Class<?> systemClass(String name) throws IOException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IOException("this Java has no class " + name + ". " + REMEDY, e);
        }
    }

    /** {@code mflink} gives it to the JDK from the start, so that its archive of classes stays valid. */
    private static boolean isBoundaryThere() {
        try {
            Class.forName(BOUNDARY.replace('/', '.'), false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The class path has the boundary, too; the first class loader that is asked for it is to be the JDK's own. */
    private static JarFile boundaryJar() throws IOException {
        boundaryFolder = TemporaryFolder.createUntilExit();
        Path jar = boundaryFolder.fileUntilExit("boundary.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : List.of(BOUNDARY, BOUNDARY + "$Rules")) {
                out.putNextEntry(new JarEntry(name + ".class"));
                try (InputStream in = JdkInstrumentation.class.getResourceAsStream("/" + name + ".class")) {
                    in.transferTo(out);
                }
            }
        }
        return new JarFile(jar.toFile());
    }
}
