package io.parley.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands that look into maps have in common: they read files, and take no part in the domain. */
abstract class MapViewCommand implements Callable<Integer> {
    @Mixin
    private DomainArgument domain;

    @Spec
    private CommandSpec spec;

    /** The exit code. */
    abstract int run(Path domain, PrintWriter out);

    @Override
    public final Integer call() {
        return Guarded.run(spec, out -> run(domain.directory(), out));
    }

    /** Says so on standard error. */
    final void warn(String text) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + text);
    }

    /** What those left out who read entries, on standard error. */
    final int exitCode(int damaged, Path map) {
        if (damaged == 0) {
            return ExitCode.OK;
        }
        String problem = damaged + " entries do not match their checksums and were left out: " + map;
        return Guarded.fail(spec, problem, "parley map verify " + map, ExitCode.UNHEALTHY);
    }
}
