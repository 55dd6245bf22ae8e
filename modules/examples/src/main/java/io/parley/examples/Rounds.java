package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * Three processes compute in rounds: a barrier after each round, whose action adds up; a latch tells the main process
 * that all are done. Then one is killed at the barrier, and the others are told instead of waiting for ever.
 */
public final class Rounds {
    private static final int PARTIES = 3;
    private static final int ROUNDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rounds() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.open("rounds-" + ProcessHandle.current().pid())) {
            SharedLatch done = parley.latch("done", PARTIES);
            List<Process> parties = new ArrayList<>();
            for (int i = 0; i < PARTIES; i++) {
                parties.add(Child.start(Party.class, parley.directory(), i));
            }
            System.out.println("done in time: " + done.await(PATIENCE));
            Child.join(parties);
            System.out.println("sum over all rounds: " + parley.longValue("sum").get());
            meetTheDead(parley);
            parley.delete();
        }
    }

    private static void meetTheDead(Parley parley) throws IOException, InterruptedException, TimeoutException {
        SharedBarrier pair = parley.barrier("pair", 3);
        Process victim = Child.start(Victim.class, parley.directory());
        while (pair.waiting() == 0) {
            Thread.onSpinWait();
        }
        victim.destroyForcibly();
        try {
            pair.await(PATIENCE);
        } catch (BrokenBarrierException broken) {
            System.out.println("a party died: broken=" + pair.isBroken());
        }
        pair.reset();
        System.out.println("after a reset: broken=" + pair.isBroken());
    }

    /** Computes its share of each round; its arguments are the domain's directory and its number. */
    static final class Party {
        private Party() {}

        public static void main(String[] args) throws Exception {
            int number = Integer.parseInt(args[1]);
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedIntArray shares = parley.intArray("shares", PARTIES);
                SharedLong sum = parley.longValue("sum");
                SharedBarrier barrier = parley.barrier(
                        "round", PARTIES, () -> sum.addAndGet(shares.stream().sum()));
                for (int round = 1; round <= ROUNDS; round++) {
                    shares.set(number, round * (number + 1));
                    barrier.await(PATIENCE);
                }
                parley.latch("done", PARTIES).countDown();
            }
        }
    }

    /** Waits at the barrier to be killed; its argument is the domain's directory. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.barrier("pair", 3).await();
            }
        }
    }
}
