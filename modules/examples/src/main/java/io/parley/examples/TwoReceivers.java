package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process sends ten numbers through a queue with room for five, two others receive them. First as tutorials do it:
 * the sender does not wait for room, and a receiver stops when it finds the queue empty, be it because the sender is
 * slow. Nothing is received twice and nothing that was accepted is lost, but who receives what, and whether anybody
 * does, is a matter of luck. Then with a sender that waits and an end of the stream: all ten arrive.
 */
public final class TwoReceivers {
    private static final int NUMBERS = 10;
    private static final int ROOM = 5;
    private static final long PAUSE_NS = 10_000_000;

    private TwoReceivers() {}

    private static SharedQueue<Long> open(Parley parley, String how) {
        return parley.queue(how, Codecs.int64(), o -> o.capacity(ROOM));
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("two-receivers-" + ProcessHandle.current().pid())) {
            run(parley, "lucky");
            run(parley, "ending");
            parley.delete();
        }
    }

    private static void run(Parley parley, String how) throws IOException, InterruptedException {
        try (SharedQueue<Long> queue = open(parley, how)) {
            Child.join(List.of(
                    Child.start(Sender.class, parley.directory(), how),
                    Child.start(Receiver.class, parley.directory(), how),
                    Child.start(Receiver.class, parley.directory(), how)));
            SharedIntArray received = parley.intArray(how + "-received", NUMBERS);
            long arrived = received.stream().filter(times -> times > 0).count();
            System.out.println(how + ": received twice: "
                    + received.stream().filter(times -> times > 1).count());
            System.out.println(how + ": received and left over is what was accepted: "
                    + (arrived + queue.size() == queue.appended()));
            if (how.equals("ending")) {
                System.out.println(how + ": received " + arrived + " of " + NUMBERS);
            }
        }
    }

    /** Its arguments are the domain's directory and how it sends. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<Long> queue = open(parley, args[1])) {
                for (long number = 0; number < NUMBERS; number++) {
                    if (args[1].equals("ending")) {
                        queue.put(number);
                    } else if (!queue.offer(number)) {
                        System.err.println("queue full!");
                    }
                    LockSupport.parkNanos(PAUSE_NS);
                }
                queue.closeForWriting();
            }
        }
    }

    /** Its arguments are the domain's directory and when it stops. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<Long> queue = open(parley, args[1])) {
                SharedIntArray received = parley.intArray(args[1] + "-received", NUMBERS);
                while (args[1].equals("ending") || queue.size() > 0) {
                    Long number = args[1].equals("ending") ? queue.take() : queue.poll();
                    if (number != null) {
                        received.incrementAndGet(number.intValue());
                    }
                }
            } catch (QueueClosedException everythingWasReceived) {
                return;
            }
        }
    }
}
