package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedIntArray;
import java.io.Serializable;
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

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("two-receivers-" + ProcessHandle.current().pid())) {
            run(parley, "lucky", TwoReceivers::offerAll, TwoReceivers::pollWhileThereIsSome);
            run(parley, "ending", TwoReceivers::putAll, TwoReceivers::takeToTheEnd);
            parley.delete();
        }
    }

    /** What a sender does, and what a receiver does: lambdas that travel are serialisable. */
    private interface Sender extends Serializable {
        void send(SharedQueue<Long> queue) throws InterruptedException;
    }

    private interface Receiver extends Serializable {
        void receive(SharedQueue<Long> queue, SharedIntArray received) throws InterruptedException;
    }

    private static void run(Parley parley, String how, Sender sender, Receiver receiver) throws InterruptedException {
        try (SharedQueue<Long> queue = parley.queue(how, Codecs.int64(), o -> o.capacity(ROOM))) {
            SharedIntArray received = parley.intArray(how + "-received", NUMBERS);
            List<ParleyProcess> all = List.of(
                    parley.process(() -> sender.send(queue)).start(),
                    parley.process(() -> receiver.receive(queue, received)).start(),
                    parley.process(() -> receiver.receive(queue, received)).start());
            for (ParleyProcess each : all) {
                each.join();
            }
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

    private static void offerAll(SharedQueue<Long> queue) {
        for (long number = 0; number < NUMBERS; number++) {
            if (!queue.offer(number)) {
                System.err.println("queue full!");
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private static void pollWhileThereIsSome(SharedQueue<Long> queue, SharedIntArray received) {
        while (queue.size() > 0) {
            Long number = queue.poll();
            if (number != null) {
                received.incrementAndGet(number.intValue());
            }
        }
    }

    private static void putAll(SharedQueue<Long> queue) throws InterruptedException {
        for (long number = 0; number < NUMBERS; number++) {
            queue.put(number);
            LockSupport.parkNanos(PAUSE_NS);
        }
        queue.closeForWriting();
    }

    private static void takeToTheEnd(SharedQueue<Long> queue, SharedIntArray received) throws InterruptedException {
        try {
            while (true) {
                received.incrementAndGet(queue.take().intValue());
            }
        } catch (QueueClosedException everythingWasReceived) {
            return;
        }
    }
}
