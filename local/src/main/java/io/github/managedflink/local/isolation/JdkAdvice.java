package io.github.managedflink.local.isolation;

import io.github.managedflink.local.isolation.hook.JvmBoundary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;

/** The code that is put into methods of the JDK; each class is for one of them. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "ReturnValueIgnored"
}) // Byte Buddy reads what is assigned to the parameters.
final class JdkAdvice {
    private JdkAdvice() {}

    /** {@code InetAddress[] getAllByName(String, …)}, where every name is looked up. */
    static final class Resolve {
        private Resolve() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static InetAddress[] enter(@Advice.Argument(0) String host) throws UnknownHostException {
            return JvmBoundary.resolve(host);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Enter InetAddress[] found, @Advice.Return(readOnly = false) InetAddress[] addresses) {
            if (found != null) {
                addresses = found;
            }
        }
    }

    /** {@code InetAddress getLocalHost()}, which may ask a server for this machine's name. */
    static final class LocalHost {
        private LocalHost() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static InetAddress enter() {
            return JvmBoundary.localHost();
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Enter InetAddress found, @Advice.Return(readOnly = false) InetAddress address) {
            if (found != null) {
                address = found;
            }
        }
    }

    /**
     * {@code int connect(ProtocolFamily, FileDescriptor, InetAddress, int)}, through which sockets and channels
     * connect.
     */
    static final class Connect {
        private Connect() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 2, readOnly = false) InetAddress address,
                @Advice.Argument(value = 3, readOnly = false) int port)
                throws IOException {
            InetSocketAddress target = JvmBoundary.connect(address, port);
            address = target.getAddress();
            port = target.getPort();
        }
    }

    /**
     * {@code int send(FileDescriptor, ByteBuffer, InetSocketAddress)}, through which every datagram without a
     * connection goes.
     */
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) InetSocketAddress target) throws IOException {
            target = JvmBoundary.connect(target.getAddress(), target.getPort());
        }
    }

    /** {@code Process start(Redirect[])} of a {@link ProcessBuilder}. */
    static final class Start {
        private Start() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("command") List<String> command) throws IOException {
            JvmBoundary.start(command.isEmpty() ? "" : command.get(0));
        }
    }

    /** {@code load0} and {@code loadLibrary0} of {@link Runtime}. */
    static final class Load {
        private Load() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) String library) {
            JvmBoundary.load(library);
        }
    }

    /** {@code exit} and {@code halt} of {@link Runtime}. */
    static final class Exit {
        private Exit() {}

        @Advice.OnMethodEnter
        static void enter() {
            JvmBoundary.exit();
        }
    }

    /** {@code String getenv(String)} of {@link System}. */
    static final class Variable {
        private Variable() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) String variable) {
            return JvmBoundary.hides(variable);
        }
    }

    /** {@code Map<String, String> getenv()} of {@link System}. */
    static final class Variables {
        private Variables() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Map<String, String> variables) {
            variables = JvmBoundary.visible(variables);
        }
    }
}
