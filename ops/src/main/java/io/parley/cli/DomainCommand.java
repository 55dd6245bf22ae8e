package io.parley.cli;

import io.parley.Parley;
import io.parley.ParleyException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands on an existing domain have in common: exit code 4 if there is none, one line for every failure. */
abstract class DomainCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int NOT_FOUND = 4;

    @Mixin
    private DomainArgument domain;

    @Spec
    private CommandSpec spec;

    abstract void run(Parley parley, PrintWriter out);

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Optional<Parley> found = domain.open();
            if (found.isEmpty()) {
                return fail("no domain " + domain, NOT_FOUND);
            }
            try (Parley parley = found.get()) {
                run(parley, out);
            }
            out.flush();
            return 0;
        } catch (ParleyException | IllegalArgumentException e) {
            return fail(e.getMessage(), FAILED);
        }
    }

    private int fail(String message, int exitCode) {
        spec.commandLine().getErr().println("parley " + spec.name() + ": " + message);
        return exitCode;
    }
}
