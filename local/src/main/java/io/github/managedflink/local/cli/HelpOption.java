package io.github.managedflink.local.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it by its annotation
    private boolean helpRequested;
}
