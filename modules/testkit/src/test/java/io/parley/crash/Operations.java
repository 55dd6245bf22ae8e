package io.parley.crash;

import io.parley.testkit.Script;

/** When an actor finished its latest operations, to tell afterwards how long a death held it up. */
final class Operations {
    private static final int KEPT = 1 << 18;

    private final World world;
    private final int actor;
    private final long[] doneAtNs = new long[KEPT];
    private long count;
    private long seenDeathNs;

    Operations(World world, int actor) {
        this.world = world;
        this.actor = actor;
    }

    void done() {
        doneAtNs[(int) (count++ % KEPT)] = System.nanoTime();
        world.operations.set(actor, count);
        long deathNs = world.deathNs.get();
        if (deathNs != seenDeathNs) {
            seenDeathNs = deathNs;
            report(deathNs);
        }
    }

    /**
     * Reports how long after a death this actor finished its next operation; the test learns of deaths a little later.
     */
    private void report(long deathNs) {
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            long afterNs = doneAtNs[(int) (i % KEPT)] - deathNs;
            if (afterNs >= 0) {
                Script.report("recovery", afterNs);
                return;
            }
        }
    }
}
