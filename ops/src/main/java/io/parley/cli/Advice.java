package io.parley.cli;

import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.HolderInfo;

/**
 * What to think of an object that somebody waits for.
 *
 * @param inOrder false if it will not come right by itself
 * @param text what is to be known or done; empty if there is nothing
 */
record Advice(boolean inOrder, String text) {
    private static final Advice NONE = new Advice(true, "");

    static Advice on(ObjectInfo object, ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.ReadWriteLock lock) {
            return ofReadWriteLock(object, lock);
        }
        if (snapshot instanceof ObjectSnapshot.Semaphore semaphore) {
            return ofSemaphore(object, semaphore);
        }
        if (snapshot instanceof ObjectSnapshot.Barrier barrier && barrier.broken()) {
            return new Advice(
                    false,
                    "It is broken, " + barrier.cause() + ": parley barrier reset " + object.file()
                            + " makes it usable again.");
        }
        if (snapshot instanceof ObjectSnapshot.Unreadable unreadable) {
            return new Advice(false, unreadable.problem());
        }
        return snapshot.lockInside().map(lock -> ofLock(object, lock)).orElse(NONE);
    }

    private static Advice ofLock(ObjectInfo object, ObjectSnapshot.Lock lock) {
        boolean recovers = !object.kind().equals("binary lock") || lock.recovers();
        boolean dead = lock.holder().map(holder -> !holder.alive()).orElse(false);
        if (dead && !recovers) {
            return new Advice(
                    false,
                    "Who acquired it is dead, and it has no owner: it stays locked until somebody calls unlock()."
                            + " Created with LockOptions.recoverOnOwnerDeath(), it would come back.");
        }
        if (dead) {
            return new Advice(true, "Its holder is dead: the next who asks for it takes it over.");
        }
        String living = lock.holder().map(Advice::ofHolder).orElse("");
        return lock.consistent() ? new Advice(true, living) : inconsistent(living);
    }

    private static String ofHolder(HolderInfo holder) {
        return "Its holder lives, and nothing takes a lock from the living. See what it does: jstack " + holder.pid()
                + ", thread #" + holder.threadId() + ". If that process dies, the next who asks takes the lock over.";
    }

    private static Advice inconsistent(String before) {
        return new Advice(
                false,
                before + (before.isEmpty() ? "" : " ")
                        + "A holder died, and nobody has declared what the lock guards in order since:"
                        + " whoever holds it calls markConsistent() when it is.");
    }

    private static Advice ofReadWriteLock(ObjectInfo object, ObjectSnapshot.ReadWriteLock lock) {
        boolean dead = lock.readers().stream().anyMatch(reader -> !reader.alive());
        Advice writer = ofLock(object, lock.writer());
        if (!lock.consistent()) {
            return inconsistent(writer.text());
        }
        return dead ? new Advice(true, "A reader is dead: the next writer does not wait for it.") : writer;
    }

    private static Advice ofSemaphore(ObjectInfo object, ObjectSnapshot.Semaphore semaphore) {
        if (semaphore.permits() > 0 || semaphore.waiters().isEmpty()) {
            return NONE;
        }
        return new Advice(
                true,
                semaphore.sort().equals("leased")
                        ? "All permits are leased. Those of a process that dies come back."
                        : "No permits. Those that a dead process had are lost: if that is so, parley semaphore release "
                                + object.file() + " adds one.");
    }
}
