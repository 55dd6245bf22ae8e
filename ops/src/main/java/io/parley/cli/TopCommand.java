package io.parley.cli;

import io.parley.cli.output.Json;
import io.parley.cli.output.Page;
import io.parley.cli.output.Terminal;
import io.parley.cli.top.Column;
import io.parley.cli.top.Controls;
import io.parley.cli.top.Order;
import io.parley.cli.top.Top;
import io.parley.cli.top.TopLook;
import io.parley.cli.top.TopPage;
import io.parley.observe.DomainView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley top}. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what goes on in a domain: how often objects are used, what lies in them, who waits, who has them.",
            "On a terminal until 'q'; 's' sorts by the next column, 'r' the other way round, '/' shows those with a text",
            "in their file's name, space stops and goes on. Elsewhere, and with --rounds, one table below the other.",
            "Latencies are those of objects that record them (parley latency). Changes nothing and holds nobody up."
        })
final class TopCommand implements Callable<Integer> {
    private static final String SCHEMA = "parley/top/1";

    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time between two looks, such as 200ms. Default: 1s.")
    private Duration every = Duration.ofSeconds(1);

    @Option(names = "--rounds", paramLabel = "N", description = "Prints so many tables and ends.")
    private Long rounds;

    @Option(names = "--json", description = "Prints a JSON document for each look, in a line.")
    private boolean json;

    @Option(names = "--sort", paramLabel = "COLUMN", description = "One of ${COMPLETION-CANDIDATES}. Default: ops.")
    private Column sort = Column.OPS;

    @Option(names = "--reverse", description = "The other way round.")
    private boolean reversed;

    @Option(names = "--filter", paramLabel = "TEXT", description = "Only objects with that in their file's name.")
    private String filter = "";

    @Mixin
    private ColourOption colour;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = Domains.view(argument != null ? argument : option.required())) {
                TopLook look = new TopLook(view, System::nanoTime);
                Order order = new Order(sort, reversed, filter);
                if (json || rounds != null || !Terminal.isStdoutTerminal()) {
                    print(look, order, out);
                } else {
                    new TopScreen(() -> next(look), new Controls(order), every, colour.colour()).show(out);
                }
            }
            return ExitCode.OK;
        });
    }

    private static Top next(TopLook look) {
        Top found = look.next();
        if (!DomainView.exists(found.domain())) {
            throw CommandFailure.notFound("domain is gone: " + found.domain()).next("parley ls");
        }
        return found;
    }

    private void print(TopLook look, Order order, PrintWriter out) {
        Page page = new Page(out, Terminal.ofStdout(colour.colour()), Terminal.columns());
        next(look);
        for (long round = 0; rounds == null || round < rounds; round++) {
            LockSupport.parkNanos(every.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            Top found = next(look);
            if (json) {
                Json.print(
                        SCHEMA,
                        new Top(
                                found.domain(),
                                found.at(),
                                found.seconds(),
                                found.processes(),
                                order.of(found.objects())),
                        out,
                        false);
            } else {
                TopPage.print(found, order, page);
            }
            out.flush();
        }
    }
}
