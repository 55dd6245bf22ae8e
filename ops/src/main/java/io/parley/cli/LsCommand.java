package io.parley.cli;

import io.parley.ParleyException;
import io.parley.cli.output.Figures;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the objects of a domain, or the domains of this user.",
            "Of an object: what it is, how long its files are, what state it is in. Changes nothing and holds nobody up;",
            "needs the right to read, no more."
        })
final class LsCommand extends ViewCommand<LsCommand.Listing> {
    private static final String DOMAINS = "parley/domains/1";

    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Option(
            names = {"-a", "--all"},
            description = "Also the files that the domain keeps for itself.")
    private boolean all;

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description = "Only these, such as lock, queue or 'long array'.")
    private String kind = "";

    @Option(
            names = {"-s", "--sort"},
            paramLabel = "ORDER",
            description = "name, or bytes: the largest first. Default: name.")
    private LsOrder order = LsOrder.NAME;

    /** The document. */
    record Listing(Path domain, List<Line> objects) {}

    /** One object. */
    record Line(
            String name,
            String kind,
            String file,
            ObjectInfo.State state,
            String problem,
            long bytes,
            Optional<Instant> createdAt,
            boolean recording,
            String summary) {}

    /** The document without a domain. */
    record DomainList(List<DomainView.Summary> domains) {}

    @Override
    String argument() {
        return argument;
    }

    @Override
    String schema() {
        return "parley/ls/1";
    }

    @Override
    public Integer call() {
        if (argument != null || option.named() != null) {
            return super.call();
        }
        return Guarded.run(spec, out -> {
            output.show(DOMAINS, out, this::domains, LsCommand::print);
            return ExitCode.OK;
        });
    }

    private DomainList domains() {
        List<DomainView.Summary> found = new ArrayList<>();
        for (Path directory : DomainView.domains()) {
            try (DomainView view = DomainView.open(directory)) {
                found.add(view.summary());
            } catch (ParleyException deletedMeanwhile) {
                continue;
            }
        }
        return new DomainList(order.of(found.stream(), DomainView.Summary::bytes));
    }

    private static void print(DomainList found, Page page) {
        Table table = new Table("DOMAIN", ">PROCESSES", ">DEAD", ">OBJECTS", ">BYTES", "*DIRECTORY");
        for (DomainView.Summary each : found.domains()) {
            table.row(
                    each.problem().isEmpty() ? Style.PLAIN : Style.BAD,
                    each.directory().getFileName(),
                    each.processes(),
                    each.dead(),
                    each.objects(),
                    each.bytes(),
                    each.problem().isEmpty() ? each.directory() : each.problem());
        }
        page.table(table);
    }

    @Override
    Listing find(DomainView view) {
        return new Listing(
                view.directory(),
                order.of(
                        view.objects().stream()
                                .filter(each -> all || !each.isBookkeeping())
                                .filter(each -> kind.isEmpty() || each.kind().equals(kind))
                                .map(each -> line(view, each)),
                        Line::bytes));
    }

    private static Line line(DomainView view, ObjectInfo object) {
        ObjectSnapshot snapshot = view.snapshot(object);
        return new Line(
                object.name(),
                object.kind(),
                object.file(),
                object.state(),
                snapshot instanceof ObjectSnapshot.Unreadable unreadable ? unreadable.problem() : object.problem(),
                object.bytes(),
                object.createdAt(),
                object.recording(),
                snapshot.summary());
    }

    @Override
    void print(Listing found, Page page) {
        Table table = new Table("NAME", "KIND", ">BYTES", "*STATE");
        for (Line each : found.objects()) {
            table.row(
                    each.problem().isEmpty() ? Style.PLAIN : Style.BAD,
                    each.name(),
                    each.kind().isEmpty() ? "?" : each.kind(),
                    each.bytes(),
                    each.state() == ObjectInfo.State.READY
                            ? each.summary()
                            : Figures.text(each.state()) + ": " + each.problem());
        }
        page.table(table);
    }
}
