package dev.sideband.cli;

import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** For commands that end at once: preparing to log takes longer than asking a BMC. */
final class NoLogs {
    static final String PROVIDER = "slf4j.provider";

    private NoLogs() {}

    /** Has nothing logged by this process; before anything else. */
    static void choose() {
        System.setProperty(PROVIDER, NOP_FallbackServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    static boolean chosen() {
        return System.getProperty(PROVIDER) != null;
    }
}
