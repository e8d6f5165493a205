package io.github.managedflink.local.isolation.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Answers the JDK's classes, which ask before anything leaves the process, or ends it. Their code calls this class, so
 * the JDK's own class loader has to have it, and it can refer to nothing but the JDK.
 */
public final class JvmBoundary {
    /** Decides what passes. */
    public interface Rules {
        /**
         * The addresses of a host.
         *
         * @return null to ask the system
         */
        InetAddress[] resolve(String host) throws UnknownHostException;

        /** The address of this machine by its own name, or null to ask the system. */
        InetAddress localHost();

        /** Returns where a connection is to lead that was meant for the given address. */
        InetSocketAddress connect(InetAddress address, int port) throws IOException;

        /** Refuses to start a process, or lets it pass. */
        void start(String command) throws IOException;

        /** Refuses to load a native library, or lets it pass. */
        void load(String library);

        /** Refuses to end this process, or lets it pass. */
        void exit();

        /** Returns whether the caller does not see a variable of the environment. */
        boolean hides(String variable);

        /** The variables of the environment that the caller sees. */
        Map<String, String> visible(Map<String, String> variables);
    }

    private static volatile Rules rules;

    private JvmBoundary() {}

    /** Sets the rules that hold from now on. Before the first, everything passes. */
    public static void set(Rules newRules) {
        rules = newRules;
    }

    /** See {@link Rules#resolve}. */
    public static InetAddress[] resolve(String host) throws UnknownHostException {
        Rules now = rules;
        return now == null ? null : now.resolve(host);
    }

    /** See {@link Rules#localHost}. */
    public static InetAddress localHost() {
        Rules now = rules;
        return now == null ? null : now.localHost();
    }

    /** See {@link Rules#connect}. */
    public static InetSocketAddress connect(InetAddress address, int port) throws IOException {
        Rules now = rules;
        return now == null ? new InetSocketAddress(address, port) : now.connect(address, port);
    }

    /** See {@link Rules#start}. */
    public static void start(String command) throws IOException {
        Rules now = rules;
        if (now != null) {
            now.start(command);
        }
    }

    /** See {@link Rules#load}. */
    public static void load(String library) {
        Rules now = rules;
        if (now != null) {
            now.load(library);
        }
    }

    /** See {@link Rules#exit}. */
    public static void exit() {
        Rules now = rules;
        if (now != null) {
            now.exit();
        }
    }

    /** See {@link Rules#hides}. */
    public static boolean hides(String variable) {
        Rules now = rules;
        return now != null && now.hides(variable);
    }

    /** See {@link Rules#visible}. */
    public static Map<String, String> visible(Map<String, String> variables) {
        Rules now = rules;
        return now == null ? variables : now.visible(variables);
    }
}
