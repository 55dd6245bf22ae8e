package io.parley.crash;

import io.parley.sync.Lease;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Keeps an invariant of two values under the lock until told to stop. Arguments: domain, actor. */
final class LockActor {
    /** Long enough that others come to wait. */
    private static final int HOLD_PAUSES = 500;

    private LockActor() {}

    public static void main(String[] args) throws InterruptedException {
        int actor = Integer.parseInt(args[1]);
        try (World world = new World(Path.of(args[0]), "locker-" + actor)) {
            Script.reached("ready");
            Script.report("started", actor);
            Operations operations = new Operations(world, actor);
            while (!world.isStopped()) {
                try (Lease lease = world.lock.acquire()) {
                    keepInvariant(world, lease);
                }
                operations.done();
                LockSupport.parkNanos(1);
            }
            operations.report();
        }
    }

    /** Repairs what a dead holder left, says so, and moves both values on by one. */
    static void keepInvariant(World world, Lease lease) {
        if (lease.recovered()) {
            world.told.incrementAndGet();
            world.right.set(world.left.get());
            lease.markConsistent();
        } else if (world.left.get() != world.right.get()) {
            throw new AssertionError("not told of a dead holder: left=" + world.left.get() + " right="
                    + world.right.get() + " token=" + lease.token());
        }
        world.left.setRelease(world.left.get() + 1);
        for (int i = 0; i < HOLD_PAUSES; i++) {
            Thread.onSpinWait();
        }
        world.right.setRelease(world.right.get() + 1);
    }
}
