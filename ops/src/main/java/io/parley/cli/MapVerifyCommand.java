package io.parley.cli;

import io.parley.ParleyException;
import io.parley.collection.MapReport;
import io.parley.collection.SharedMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley map verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every entry of a map's files and says which are damaged, with file, segment and byte. Needs no domain:",
            "also for maps that cannot be opened, and for copies. Changes nothing. Exit code 1 if anything is damaged."
        })
final class MapVerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIRECTORY",
            description = "The map's: <name>.map in its domain's directory; also a set's, a list's, a namespace's.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            MapReport report = SharedMap.verify(directory);
            print(report, out);
            out.flush();
            return report.isIntact() ? 0 : ExitCode.FAILED;
        } catch (ParleyException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** One line for each damage, and one for all. */
    static void print(MapReport report, PrintWriter out) {
        report.damages().forEach(out::println);
        out.printf(
                "%s: %,d good entries, %,d bytes, %,d damages%s%n",
                report.path(),
                report.entries(),
                report.bytes(),
                report.damages().size(),
                report.unread() == 0 ? "" : ", " + report.unread() + " segments not read: others write them");
    }
}
