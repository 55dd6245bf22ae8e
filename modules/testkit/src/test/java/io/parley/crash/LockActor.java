package io.parley.crash;

import io.parley.sync.Lease;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Keeps an invariant of two values under the lock until told to stop. Arguments: domain, actor. */
final class LockActor {
    private LockActor() {}

    public static void main(String[] args) throws InterruptedException {
        int actor = Integer.parseInt(args[1]);
        try (World world = new World(Path.of(args[0]), "locker-" + actor)) {
            Script.reached("ready");
            Script.report("started", actor);
            Operations operations = new Operations(world, actor);
            while (!world.isStopped()) {
                try (Lease lease = world.lock.acquire()) {
                    world.guarded.enter(lease.recovered(), lease::markConsistent);
                    world.guarded.change();
                }
                operations.done();
                LockSupport.parkNanos(1);
            }
        }
    }
}
