package io.parley.crash;

import io.parley.Parley;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * One process of a crash test. A survivor does {@link #work()} until it is told to stop; a victim repeats one operation
 * until it dies in it. Subclasses have a constructor without parameters. An exception ends the process, and the test.
 */
abstract class CrashActor {
    private static final long REST_NS = 100_000;

    private static final int KEPT = 1 << 16;

    /** Which one it is: 0 or 1 if it survives, {@link Control#VICTIM} if not. */
    int number;

    private final long[] doneAtNs = new long[KEPT];
    private long done;
    private long seenDeathNs;

    /** Opens the object under test, and whatever tells whether it works. */
    abstract void open(Parley parley);

    /** What a survivor does again and again: an operation of its own, and a look whether the object is in order. */
    abstract void work() throws Exception;

    /** The operation that kills a victim. */
    abstract void die(String operation) throws Exception;

    /** What a survivor does when it was told to rest or stop: lets the other one go that may be waiting for it. */
    void end() throws Exception {}

    /** Arguments: domain, actor class, number, operation of a victim. */
    public static void main(String[] args) throws Exception {
        CrashActor actor =
                (CrashActor) Class.forName(args[1]).getDeclaredConstructor().newInstance();
        int number = Integer.parseInt(args[2]);
        actor.number = number;
        try (Control control = new Control(Path.of(args[0]), "actor-" + number)) {
            actor.open(control.parley);
            Script.reached("ready");
            if (number == Control.VICTIM) {
                control.pauseNs.set(Control.HURRY_NS);
                while (control.mode.get() != Control.STOP) {
                    actor.die(args[3]);
                    actor.done(control, number);
                }
            } else {
                actor.survive(control, number);
            }
        }
    }

    private void survive(Control control, int number) throws Exception {
        while (control.mode.get() != Control.STOP) {
            if (control.mode.get() == Control.REST) {
                if (control.resting.getAndSet(number, 1) == 0) {
                    end();
                }
                LockSupport.parkNanos(REST_NS);
            } else {
                control.resting.set(number, 0);
                if (control.mode.get() == Control.WORK) {
                    work();
                    done(control, number);
                }
            }
        }
        end();
    }

    private void done(Control control, int number) {
        doneAtNs[(int) (done++ % KEPT)] = System.nanoTime();
        long deathNs = control.deathNs.get();
        if (deathNs != seenDeathNs) {
            seenDeathNs = deathNs;
            control.recoveryNs.set(number, firstDoneAfter(deathNs) - deathNs);
        }
        control.operations.set(number, done);
        LockSupport.parkNanos(control.pauseNs.get());
    }

    /** The test learns of a death a little later than it happens. */
    private long firstDoneAfter(long deathNs) {
        for (long i = Math.max(0, done - KEPT); i < done; i++) {
            long atNs = doneAtNs[(int) (i % KEPT)];
            if (atNs - deathNs >= 0) {
                return atNs;
            }
        }
        return System.nanoTime();
    }

    /** Stays where others can see it for so long that they come to sleep. */
    static void linger() {
        LockSupport.parkNanos(2_000_000);
    }
}
