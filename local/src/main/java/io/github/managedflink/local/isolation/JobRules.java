package io.github.managedflink.local.isolation;

import io.github.managedflink.local.isolation.hook.JvmBoundary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rules that hold for jobs during a run and after it: a job sees no variable with which it would leave this machine.
 */
abstract class JobRules implements JvmBoundary.Rules {
    private static final Pattern IP_ADDRESS = Pattern.compile("[\\d.]+|.*:.*");
    /** Of credentials and settings that are the developer's, and of ways around. */
    private static final Pattern HIDDEN = Pattern.compile("AWS_.*|(HTTPS?|ALL|FTP|SOCKS)_PROXY");

    /** Returns whether a host needs no lookup because it is an address, or empty. */
    static boolean isAddress(String host) {
        return host == null || host.isEmpty() || IP_ADDRESS.matcher(host).matches();
    }

    @Override
    public final boolean hides(String variable) {
        return isHidden(variable) && JobThreads.isJob();
    }

    @Override
    public final Map<String, String> visible(Map<String, String> variables) {
        if (!JobThreads.isJob()) {
            return variables;
        }
        Map<String, String> visible = new LinkedHashMap<>(variables);
        visible.keySet().removeIf(JobRules::isHidden);
        return Map.copyOf(visible);
    }

    private static boolean isHidden(String variable) {
        return HIDDEN.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }
}
