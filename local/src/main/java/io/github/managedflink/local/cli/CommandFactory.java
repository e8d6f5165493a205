package io.github.managedflink.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives the commands their console. */
final class CommandFactory implements IFactory {
    private final Console console;

    CommandFactory(Console console) {
        this.console = console;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(console));
        }
        if (type == DemoCommand.class) {
            return type.cast(new DemoCommand(console));
        }
        if (type == ReportCommand.class) {
            return type.cast(new ReportCommand(console));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
