package io.parley.crash;

import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts, or claims, and locks now and then, until it is killed or told to stop. Arguments: domain, actor, place, put or
 * claim.
 */
final class ChaosActor {
    private static final int LOCKS_EVERY = 4;
    private static final int LARGEST = 400;
    /** So many at once, so that messages wait. */
    private static final int BURST = 4;
    /** How long work on a message takes, and on making some; leaves the processors to the JVMs that come up. */
    static final long WORK_NS = 2_000_000;

    private ChaosActor() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        int actor = Integer.parseInt(args[1]);
        int place = Integer.parseInt(args[2]);
        boolean puts = args[3].equals("put");
        Path domain = Path.of(args[0]);
        try (World world = new World(domain, args[3] + "-" + actor);
                SharedQueue<byte[]> queue = world.queue();
                Journal journal = Journal.open(domain.getParent())) {
            long number = 0;
            Script.report("started", actor);
            for (long turn = 0; !world.isStopped(); turn++) {
                if (puts) {
                    LockSupport.parkNanos(WORK_NS);
                    for (int i = 0; i < BURST && put(queue, actor, number); i++) {
                        number++;
                        world.acknowledged.set(actor, number);
                    }
                } else {
                    consume(queue, journal, Duration.ofMillis(20), WORK_NS);
                }
                if (turn % LOCKS_EVERY == 0) {
                    lock(world);
                }
                world.operations.incrementAndGet(place);
            }
        }
    }

    private static boolean put(SharedQueue<byte[]> queue, int actor, long number) throws InterruptedException {
        byte[] message = Traffic.message(actor, number, 1 + (int) (number % LARGEST));
        return queue.offer(message, 20, TimeUnit.MILLISECONDS);
    }

    /** Handles one message if there is one; false if not. */
    static boolean consume(SharedQueue<byte[]> queue, Journal journal, Duration patience, long workNs)
            throws InterruptedException {
        Optional<Claim<byte[]>> next = queue.claim(patience);
        if (next.isEmpty()) {
            return false;
        }
        Claim<byte[]> claim = next.get();
        Traffic.parse(claim.message());
        journal.handled(claim.sequence(), claim.deliveries());
        LockSupport.parkNanos(workNs);
        claim.ack();
        journal.acknowledged(claim.sequence());
        return true;
    }

    private static void lock(World world) throws InterruptedException {
        try (Lease lease = world.lock.acquire()) {
            world.guarded.enter(lease.recovered(), lease::markConsistent);
            world.guarded.change();
        }
    }
}
