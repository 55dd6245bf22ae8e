package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
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
            SharedIntArray shares = parley.intArray("shares", PARTIES);
            SharedLong sum = parley.longValue("sum");
            List<ParleyProcess> parties = new ArrayList<>();
            for (int i = 0; i < PARTIES; i++) {
                int number = i;
                parties.add(parley.process(() -> takePart(number, parley, shares, sum, done))
                        .start());
            }
            System.out.println("done in time: " + done.await(PATIENCE));
            for (ParleyProcess party : parties) {
                party.join();
            }
            System.out.println("sum over all rounds: " + sum.get());
            meetTheDead(parley);
            parley.delete();
        }
    }

    private static void meetTheDead(Parley parley) throws InterruptedException, TimeoutException {
        SharedBarrier pair = parley.barrier("pair", 3);
        ParleyProcess victim = parley.process(() -> pair.await()).start();
        while (pair.waiting() == 0) {
            Thread.onSpinWait();
        }
        victim.kill();
        try {
            pair.await(PATIENCE);
        } catch (BrokenBarrierException broken) {
            System.out.println("a party died: broken=" + pair.isBroken());
        }
        pair.reset();
        System.out.println("after a reset: broken=" + pair.isBroken());
    }

    /** Computes its share of each round. */
    private static void takePart(int number, Parley parley, SharedIntArray shares, SharedLong sum, SharedLatch done)
            throws Exception {
        // the action belongs to the handle, so each process opens the barrier with it
        SharedBarrier barrier = parley.barrier(
                "round", PARTIES, () -> sum.addAndGet(shares.stream().sum()));
        for (int round = 1; round <= ROUNDS; round++) {
            shares.set(number, round * (number + 1));
            barrier.await(PATIENCE);
        }
        done.countDown();
    }
}
