package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.queue.ArchiveManifest;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.queue.Recorder;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley queue record}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the messages of a queue, taken or not, into an archive: a directory of files that needs no "
                    + "domain.",
            "Goes on where it stopped if the archive is there. Consumes none, and holds nobody up but retention, "
                    + "which waits for it. 'parley queue replay --archive' gives them back. Whatever stops it, the archive "
                    + "can be read."
        })
final class QueueRecordCommand implements Callable<Integer> {
    private static final Set<String> BEGINNINGS = Set.of("archive.lock", "manifest.tmp");

    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "The archive; created if missing.")
    private Path to;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with those that come, until the queue is closed for writing or it is told to end.")
    private boolean follow;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            ObjectInfo queue;
            MessageSource source;
            try (DomainView view = option.view()) {
                queue = Queues.usable(view, name);
                source = MessageSource.ofQueue(queue);
            }
            String archive = archive();
            if (dryRun) {
                out.println("would record " + queue.file() + ", to which " + Queues.messages(source.next())
                        + " were put, into " + to + ": " + archive);
            } else {
                record(queue.name(), source, out);
            }
            return ExitCode.OK;
        });
    }

    /** What is there. */
    private String archive() {
        boolean directory = Files.isDirectory(to);
        ArchiveManifest manifest = directory ? ArchiveManifest.read(to) : null;
        if (manifest != null) {
            return "an archive of " + manifest.facts().queue() + ", to go on with";
        }
        if (Files.exists(to) && !(directory && isEmpty())) {
            throw CommandFailure.usage(
                    "neither an archive nor an empty directory: " + to + ". Record into another one");
        }
        return "to be created";
    }

    /** But for what a recorder leaves that was killed when it had just begun. */
    private boolean isEmpty() {
        try (Stream<Path> files = Files.list(to)) {
            return files.allMatch(each -> BEGINNINGS.contains(each.getFileName().toString()));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + to + ": " + e.getMessage());
        }
    }

    private void record(String queueName, MessageSource source, PrintWriter out) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (Parley parley = Parley.open(option.config());
                SharedQueue<byte[]> queue = Queues.open(parley, queueName, source.codec())) {
            try (Recorder recorder = Recorder.open(queue, to)) {
                record(recorder, ended);
            }
            long all = ArchiveManifest.read(to).segments().stream()
                    .mapToLong(ArchiveManifest.Segment::messages)
                    .sum();
            CommandLog.get().info("recorded {} into {}: {} messages", queue.path(), to, all);
            out.println("recorded " + source.name() + ": " + Queues.messages(all) + " in " + to);
            out.flush();
        } catch (IllegalStateException somebodyRecords) {
            throw CommandFailure.failed(somebodyRecords.getMessage());
        } finally {
            ended.complete(null);
        }
    }

    private void record(Recorder recorder, CompletableFuture<Void> ended) {
        if (!follow) {
            recorder.record();
            return;
        }
        // The JVM is told to end: that waits until the archive is complete.
        Runnable end = () -> {
            recorder.close();
            ended.join();
        };
        Thread hook = new Thread(end, "parley-record-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            recorder.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAnyway) {
            // the hook waits until all is closed
        }
    }
}
