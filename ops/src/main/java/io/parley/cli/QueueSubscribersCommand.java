package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley queue subscribers}. */
@Command(
        name = "subscribers",
        mixinStandardHelpOptions = true,
        description = {
            "Lists who reads everything in a queue: which message is next, how many are behind that, which "
                    + "process.",
            "Changes nothing and holds nobody up."
        })
final class QueueSubscribersCommand extends ViewCommand<QueueSubscribersCommand.Subscribers> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    /** The document. */
    record Subscribers(Path domain, String queue, long appended, List<ObjectSnapshot.Subscription> subscribers) {}

    @Override
    String schema() {
        return "parley/queue-subscribers/1";
    }

    @Override
    Subscribers find(DomainView view) {
        ObjectInfo queue = Queues.usable(view, name);
        ObjectSnapshot.Queue snapshot = Queues.snapshot(view, queue);
        return new Subscribers(
                view.directory(), queue.name(), snapshot.counters().get("appended"), snapshot.subscribers());
    }

    @Override
    void print(Subscribers found, Page page) {
        Table table = new Table("*NAME", ">NEXT", ">LAG", "*READER");
        for (ObjectSnapshot.Subscription each : found.subscribers()) {
            table.row(
                    each.pid() == 0 || each.alive() ? Style.PLAIN : Style.WARNING,
                    each.name(),
                    Long.toString(each.sequence()),
                    each.lag(),
                    reader(each));
        }
        page.table(table);
    }

    private static String reader(ObjectSnapshot.Subscription subscriber) {
        if (subscriber.pid() == 0) {
            return "nobody";
        }
        return "pid " + subscriber.pid() + " (" + subscriber.processName() + (subscriber.alive() ? ")" : ", dead)");
    }
}
