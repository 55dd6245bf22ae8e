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
    /** Exit code: it was tried, and failed. */
    static final int FAILED = 1;
    /** Exit code: what the command is about does not exist. */
    static final int NOT_FOUND = 4;

    @Mixin
    private DomainArgument domain;

    @Spec
    private CommandSpec spec;

    abstract void run(Parley parley, PrintWriter out);

    /** Opens the domain; empty if there is none. */
    Optional<Parley> open(DomainArgument argument) {
        return argument.open();
    }

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Optional<Parley> found = open(domain);
            if (found.isEmpty()) {
                return fail("no domain " + domain, NOT_FOUND);
            }
            try (Parley parley = found.get()) {
                run(parley, out);
            }
            out.flush();
            return 0;
        } catch (CommandFailure e) {
            out.flush();
            return fail(e.getMessage(), e.exitCode());
        } catch (ParleyException | IllegalArgumentException e) {
            return fail(e.getMessage(), FAILED);
        }
    }

    private int fail(String message, int exitCode) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        return exitCode;
    }
}
