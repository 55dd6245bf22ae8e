package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley queue put}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Puts messages into a queue, in their order.",
            "None is put if one of them is nothing that the queue's codec has. Does not ask, and does not wait "
                    + "for room: exit code 1 if the queue is full or closed. Takes part in the domain for that moment, and "
                    + "logs what it did."
        })
final class QueuePutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "MESSAGE",
            description = "A text, a number, true or false, whichever the queue's codec has. Before -7: --.")
    private List<String> messages;

    @Option(names = "--hex", description = "The messages are given as the bytes of them, in hexadecimal digits.")
    private boolean hex;

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
            ObjectSnapshot.Queue found;
            try (DomainView view = option.view()) {
                queue = Queues.usable(view, name);
                found = Queues.snapshot(view, queue);
            }
            Queues.requireWritable(queue, found);
            MessageForm form = new MessageForm(found.codec());
            List<byte[]> bytes =
                    messages.stream().map(each -> form.bytes(each, hex)).toList();
            if (dryRun) {
                out.println("would put " + Queues.messages(bytes.size()) + " into " + queue.file() + ": "
                        + found.summary());
            } else {
                put(queue, found.codec(), bytes, out);
            }
            return ExitCode.OK;
        });
    }

    private void put(ObjectInfo found, String codec, List<byte[]> bytes, PrintWriter out) {
        try (Parley parley = Parley.open(option.config())) {
            ObjectFile file = Domain.of(parley).find(found.file());
            if (file == null || !Long.toHexString(file.header().generation()).equals(found.generation())) {
                throw CommandFailure.notFound(found.file() + " is gone, or was created anew meanwhile")
                        .next("parley stat --domain " + option.required() + " " + found.file());
            }
            try (SharedQueue<byte[]> queue = Queues.open(parley, found.name(), codec)) {
                int done = offer(queue, bytes);
                CommandLog.get().info("put messages into {}: {} of {}", queue.path(), done, bytes.size());
                if (done < bytes.size()) {
                    throw CommandFailure.failed("the queue is full: put " + done + " of "
                                    + Queues.messages(bytes.size()) + " into " + found.file())
                            .next("parley stat --domain " + option.required() + " " + found.file());
                }
                out.println("put " + Queues.messages(done) + " into " + found.file());
            }
        }
    }

    /** How many there was room for. */
    private static int offer(SharedQueue<byte[]> queue, List<byte[]> messages) {
        int done = 0;
        try {
            while (done < messages.size() && queue.offer(messages.get(done))) {
                done++;
            }
        } catch (QueueClosedException meanwhile) {
            throw CommandFailure.failed(
                    "put " + done + " of " + Queues.messages(messages.size()) + ": " + meanwhile.getMessage());
        }
        return done;
    }
}
