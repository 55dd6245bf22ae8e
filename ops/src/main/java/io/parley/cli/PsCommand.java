package io.parley.cli;

import io.parley.Parley;
import io.parley.ProcessInfo;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;

/** {@code parley ps}. */
@Command(
        name = "ps",
        mixinStandardHelpOptions = true,
        description =
                "Lists the processes that take part in a domain. Cleans up after dead ones, as whoever opens it does.")
final class PsCommand extends DomainCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Override
    void run(Parley parley, PrintWriter out) {
        out.println("   PID  SLOT  SINCE                STATE  NAME");
        for (ProcessInfo process : parley.processes()) {
            if (!process.self()) {
                out.printf(
                        "%6d  %4d  %s  %-5s  %s%n",
                        process.pid(),
                        process.slot(),
                        TIME.format(process.since()),
                        process.alive() ? "alive" : "dead",
                        process.name());
            }
        }
    }
}
