package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.DomainView;
import io.parley.queue.Replay;
import io.parley.queue.SharedQueue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley queue replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the messages of a queue's history as they came, or puts them into another queue; consumes "
                    + "none.",
            "Reads files; takes part in the domain only to put messages: it says how many, and asks. On a "
                    + "terminal, it shows how far it is, and keys work: space pauses and goes on, n gives the next message "
                    + "at once, q ends. Exit code 0 if all was replayed, 1 if it ended before, 3 if all was but for "
                    + "messages that are damaged."
        })
final class QueueReplayCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @Option(names = "--archive", paramLabel = "DIR", description = "Replays what was recorded there, not a queue.")
    private Path archive;

    @Mixin
    private RangeOptions range;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only messages in which that occurs, as they are printed.")
    private String filter = "";

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            converter = SpeedConverter.class,
            description = "1x, the default: at the pace at which they came; 10x: ten times that; max: without waiting.")
    private double speed = 1;

    @Option(
            names = "--into",
            paramLabel = "OTHER",
            description = "Puts them into that queue; creates it if there is none. Waits while it is full.")
    private String into;

    @Mixin
    private MessageOptions messages;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if ((name == null) == (archive == null)) {
            throw new ParameterException(spec.commandLine(), "name a queue, or --archive DIR");
        }
        if (into == null && confirmation.isDryRun()) {
            throw new ParameterException(spec.commandLine(), "--dry-run goes with --into; all else changes nothing");
        }
        return Guarded.run(spec, out -> {
            try {
                return archive != null ? replay(MessageSource.ofArchive(archive), out) : replayQueue(out);
            } catch (InterruptedException e) {
                throw CommandFailure.failed("interrupted");
            }
        });
    }

    private int replayQueue(PrintWriter out) throws InterruptedException {
        MessageSource source;
        try (DomainView view = option.view()) {
            source = MessageSource.ofQueue(Queues.usable(view, name));
        }
        return replay(source, out);
    }

    private int replay(MessageSource source, PrintWriter out) throws InterruptedException {
        MessageForm form = new MessageForm(source.codec());
        Replay<byte[]> wanted = range.of(source)
                .filter(entry -> form.line(form.value(entry.message())).contains(filter));
        ReplayJob job = new ReplayJob(spec, source, wanted, speed);
        try {
            return into == null ? job.print(form, messages.printer(form, out)) : put(job, out);
        } catch (IllegalArgumentException e) {
            throw range.beginsAtIndex() ? range.noSuchIndex() : e;
        }
    }

    private int put(ReplayJob job, PrintWriter out) throws InterruptedException {
        ReplayTarget target;
        try (DomainView view = option.view()) {
            target = ReplayTarget.find(view, into, job.source());
        }
        ReplayExtent extent = job.extent();
        if (extent.messages() == 0) {
            out.println("nothing to put: " + job.source().name() + " has no such messages");
            return lookedAt(extent);
        }
        if (!confirmation.allows(List.of(target.step(extent, job.source())), out)) {
            return lookedAt(extent);
        }
        try (Parley parley = Parley.open(option.config());
                SharedQueue<byte[]> queue = target.open(parley)) {
            ReplayRun run = job.put(queue, extent);
            out.println("put " + Queues.messages(run.done()) + " into " + target.file());
            return run.exitCode();
        }
    }

    private int lookedAt(ReplayExtent extent) {
        extent.damages().forEach(damage -> Queues.report(damage, spec));
        return extent.damages().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
