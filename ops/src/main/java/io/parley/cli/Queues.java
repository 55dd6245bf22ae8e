package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.memory.ObjectKind;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.queue.Damage;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import picocli.CommandLine.Model.CommandSpec;

/** The durable queues that users name. */
final class Queues {
    private static final String ENDING = "." + ObjectKind.QUEUE.suffix();

    private Queues() {}

    /** The queue of that name, in whatever state it is. */
    static ObjectInfo named(DomainView view, String name) {
        return Found.all(view, name).stream()
                .filter(Queues::isQueue)
                .findFirst()
                .orElseThrow(() -> noQueue(view, Found.all(view, name).get(0)));
    }

    /** Whether it is one, or would be if it were in order. */
    static boolean isQueue(ObjectInfo object) {
        return object.file().endsWith(ENDING);
    }

    private static CommandFailure noQueue(DomainView view, ObjectInfo other) {
        return CommandFailure.failed("not a durable queue but a " + other.kind() + ": " + other.path())
                .next(Found.stat(view, other));
    }

    /** The queue of that name, if it can be used. */
    static ObjectInfo usable(DomainView view, String name) {
        ObjectInfo queue = named(view, name);
        if (queue.state() != ObjectInfo.State.READY) {
            throw CommandFailure.failed(queue.problem())
                    .next("parley queue verify --domain " + view.directory() + " " + queue.file());
        }
        return queue;
    }

    /** What its own files say. */
    static ObjectSnapshot.Queue snapshot(DomainView view, ObjectInfo queue) {
        ObjectSnapshot snapshot = view.snapshot(queue);
        if (snapshot instanceof ObjectSnapshot.Queue found) {
            return found;
        }
        throw CommandFailure.failed(snapshot.summary());
    }

    /** That messages can be put into it. */
    static void requireWritable(ObjectInfo queue, ObjectSnapshot.Queue found) {
        if (found.closed()) {
            throw CommandFailure.failed("the queue was closed for writing: " + queue.file());
        }
        if (found.sort().equals("mirror")) {
            throw CommandFailure.failed(
                    "the queue mirrors another one: " + queue.file() + ". Put the message into that one");
        }
    }

    /** Opens one that is there, for the bytes of its messages. */
    static SharedQueue<byte[]> open(Parley parley, String name, String codec) {
        return SharedQueue.open(parley, name, new BytesCodec(codec), QueueOptions.defaults());
    }

    /** So many of them, in words. */
    static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** Says on standard error what cannot be read. */
    static void report(LogDamage found, CommandSpec command) {
        report(new Damage(found.file(), found.offset(), found.firstLost(), found.lost(), found.what()), command);
    }

    /** The same. */
    static void report(Damage damage, CommandSpec command) {
        command.commandLine().getErr().println(command.qualifiedName() + ": " + damage);
    }
}
