package io.parley.cli;

import io.parley.ObjectDeletedException;
import io.parley.internal.queue.HistoryGlance;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A verb that prints messages of a queue as they are read from its files; it takes no part in the domain. */
abstract class HistoryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    /** Prints what there is to print. */
    abstract void print(HistoryGlance history, PrintWriter out);

    @Override
    public final Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = option.view()) {
                return read(view, Queues.usable(view, name), out);
            }
        });
    }

    private int read(DomainView view, ObjectInfo queue, PrintWriter out) {
        AtomicLong damages = new AtomicLong();
        try (HistoryGlance history = new HistoryGlance(queue.path(), found -> {
            damages.incrementAndGet();
            Queues.report(found, spec);
        })) {
            print(history, out);
        } catch (ObjectDeletedException deletedMeanwhile) {
            throw Found.gone(view, queue);
        }
        return damages.get() == 0 ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
