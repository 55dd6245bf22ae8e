package io.parley.crash;

import io.parley.testkit.Script;
import java.util.Arrays;

/** When an actor finished each of its operations, to tell afterwards how long a death held it up. */
final class Operations {
    private final World world;
    private final int actor;
    private long[] doneAtNs = new long[1 << 16];
    private int count;

    Operations(World world, int actor) {
        this.world = world;
        this.actor = actor;
    }

    void done() {
        if (count == doneAtNs.length) {
            doneAtNs = Arrays.copyOf(doneAtNs, count * 2);
        }
        doneAtNs[count++] = System.nanoTime();
        world.operations.set(actor, count);
    }

    /** Reports how long after the victim's death this actor finished its next operation. */
    void report() {
        long deathNs = world.deathNs.get();
        if (deathNs == 0) {
            return;
        }
        int found = Arrays.binarySearch(doneAtNs, 0, count, deathNs);
        int next = found < 0 ? -found - 1 : found;
        if (next < count) {
            Script.report("recovery", doneAtNs[next] - deathNs);
        }
    }
}
