package io.parley.cli;

import io.parley.Parley;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands that take part in an existing domain have in common: exit code 4 if there is none. */
abstract class DomainCommand implements Callable<Integer> {
    @Mixin
    private DomainArgument domain;

    @Spec
    private CommandSpec spec;

    abstract void run(Parley parley, PrintWriter out);

    /** Opens the domain. */
    Parley open(DomainArgument argument) {
        return argument.open();
    }

    @Override
    public final Integer call() {
        return Guarded.run(spec, out -> {
            try (Parley parley = open(domain)) {
                run(parley, out);
            }
            return ExitCode.OK;
        });
    }
}
