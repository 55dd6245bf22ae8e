package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.SharedSemaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley semaphore release}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Adds permits to a semaphore: for those that a dead process had.",
            "Says what it will do, and asks. A bounded semaphore refuses more than it began with; permits of a leased one",
            "come back by themselves. Logs it."
        })
final class SemaphoreReleaseCommand extends AskedChange {
    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "How many permits. Default: 1.")
    private int permits = 1;

    @Override
    Noun noun() {
        return Noun.SEMAPHORE;
    }

    @Override
    String step(ObjectInfo object, ObjectSnapshot now) {
        ObjectSnapshot.Semaphore semaphore = (ObjectSnapshot.Semaphore) now;
        if (permits < 1) {
            throw CommandFailure.usage("cannot release " + permits + " permits; one or more");
        }
        if (semaphore.sort().equals("leased")) {
            throw CommandFailure.failed("permits of a leased semaphore belong to processes, and come back when these"
                            + " die: " + object.path() + " leases=" + semaphore.leases())
                    .next("parley ps " + object.path().getParent());
        }
        if (isBounded(semaphore) && permits > semaphore.initial() - semaphore.permits()) {
            throw CommandFailure.failed(
                    "a bounded semaphore has no more permits than at the beginning: " + object.path() + " permits="
                            + semaphore.permits() + ", initial=" + semaphore.initial() + ", released=" + permits);
        }
        return "release " + permits + " of " + object.file();
    }

    private static boolean isBounded(ObjectSnapshot.Semaphore semaphore) {
        return semaphore.sort().equals("bounded");
    }

    @Override
    String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        ObjectSnapshot.Semaphore semaphore = (ObjectSnapshot.Semaphore) seen;
        SharedSemaphore opened = existing(
                object,
                () -> isBounded(semaphore)
                        ? BoundedSemaphore.open(parley, object.name(), semaphore.initial())
                        : SharedSemaphore.open(parley, object.name(), semaphore.initial()));
        try {
            opened.release(permits);
        } catch (IllegalStateException others) { // they released meanwhile
            throw CommandFailure.failed(others.getMessage());
        }
        return "released " + permits + " of " + object.file() + ": " + opened.availablePermits() + " available";
    }
}
