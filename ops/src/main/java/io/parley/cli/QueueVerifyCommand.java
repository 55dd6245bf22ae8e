package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.queue.Damage;
import io.parley.queue.QueueReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley queue verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every message of a queue and checks its checksum; says which are damaged, with file and byte.",
            "Takes about a second for some GiB. Changes nothing and holds nobody up; also for queues that cannot "
                    + "be opened. Exit code 3 if anything is damaged."
        })
final class QueueVerifyCommand extends ViewCommand<QueueVerifyCommand.Verification> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    /** The document. */
    record Verification(Path domain, Path queue, long messages, long lost, List<QueueReport.File> files) {}

    @Override
    String schema() {
        return "parley/queue-verify/1";
    }

    @Override
    Verification find(DomainView view) {
        ObjectInfo queue = Queues.named(view, name);
        QueueReport report = QueueReport.read(queue.path());
        return new Verification(view.directory(), queue.path(), report.messages(), report.lost(), report.files());
    }

    @Override
    void print(Verification found, Page page) {
        Table table = new Table("*FILE", ">MESSAGES", ">DAMAGES");
        for (QueueReport.File each : found.files()) {
            table.row(
                    each.damages().isEmpty() ? Style.PLAIN : Style.BAD,
                    each.path().getFileName(),
                    each.messages(),
                    each.damages().size());
        }
        page.table(table);
        for (QueueReport.File each : found.files()) {
            for (Damage damage : each.damages()) {
                page.line(Style.BAD, damage.toString());
            }
        }
    }

    @Override
    int exitCode(Verification found) {
        boolean intact = found.files().stream().allMatch(each -> each.damages().isEmpty());
        return intact && found.lost() == 0 ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
