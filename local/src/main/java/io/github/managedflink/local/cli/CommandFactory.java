package io.github.managedflink.local.cli;

import io.github.managedflink.local.result.Interruption;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives the commands their console. */
final class CommandFactory implements IFactory {
    private final Console console;
    private final Interruption interruption;

    CommandFactory(Console console, Interruption interruption) {
        this.console = console;
        this.interruption = interruption;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(console, interruption));
        }
        if (type == DemoCommand.class) {
            return type.cast(new DemoCommand(console, interruption));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(console));
        }
        if (type == ReportCommand.class) {
            return type.cast(new ReportCommand(console));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
