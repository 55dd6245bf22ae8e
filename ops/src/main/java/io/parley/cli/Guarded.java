package io.parley.cli;

import io.parley.ParleyException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the body of a command; of whatever it throws that users can do something about, they see a line or two. */
final class Guarded {
    private Guarded() {}

    /** What a command does. */
    @FunctionalInterface
    interface Body {
        /** Does it; the exit code. */
        int run(PrintWriter out);
    }

    static int run(CommandSpec spec, Body body) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            int exitCode = body.run(out);
            out.flush();
            return exitCode;
        } catch (CommandFailure e) {
            out.flush();
            return fail(spec, e.getMessage(), e.next(), e.exitCode());
        } catch (ParleyException | IllegalArgumentException e) {
            out.flush();
            return fail(spec, e.getMessage(), "", ExitCode.FAILED);
        }
    }

    /** Says what is wrong, and what to run next unless that is empty. */
    static int fail(CommandSpec spec, String message, String next, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + message);
        if (!next.isEmpty()) {
            err.println("  next: " + next);
        }
        return exitCode;
    }
}
