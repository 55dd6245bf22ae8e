package io.parley.observe;

import io.parley.sync.HolderInfo;
import io.parley.sync.ProcessHold;
import io.parley.sync.WaiterInfo;
import java.util.List;
import java.util.Optional;

/** Snapshots in one line. */
final class Summaries {
    private Summaries() {}

    /** How many wait, behind something else; empty if nobody does. */
    static String waiting(List<WaiterInfo> waiters) {
        return waiters.isEmpty() ? "" : ", " + waiters.size() + (waiters.size() == 1 ? " waits" : " wait");
    }

    /** Who holds a lock inside of an object, behind something else; empty if nobody does. */
    static String held(Optional<ObjectSnapshot.Lock> lock) {
        return lock.flatMap(ObjectSnapshot.Lock::holder)
                        .map(holder -> ", locked by " + who(holder))
                        .orElse("")
                + lock.map(each -> waiting(each.waiters())).orElse("");
    }

    private static String who(HolderInfo holder) {
        return "pid " + holder.pid() + " (" + holder.processName() + (holder.alive() ? ")" : ", dead)");
    }

    static String lock(ObjectSnapshot.Lock lock) {
        return lock.holder().map(holder -> "held by " + who(holder)).orElse("free")
                + (lock.consistent() ? "" : ", not declared consistent since a holder died")
                + waiting(lock.waiters());
    }

    static String readWriteLock(ObjectSnapshot.ReadWriteLock lock) {
        long readers = lock.readers().stream().mapToLong(ProcessHold::count).sum();
        String state = lock.writing()
                ? lock.writer()
                        .holder()
                        .map(holder -> "written by " + who(holder))
                        .orElse("free")
                : readers == 0 ? "free" : readers + (readers == 1 ? " reads" : " read");
        return state
                + (lock.consistent() ? "" : ", not declared consistent since a writer died")
                + waiting(lock.waiters());
    }

    static String pool(ObjectSnapshot.Pool pool) {
        return pool.owner()
                .map(owner -> "of pid " + owner.pid() + " (" + owner.name() + (owner.alive() ? ")" : ", dead)"))
                .orElse("nobody's");
    }

    static String queue(ObjectSnapshot.Queue queue) {
        StringBuilder text = new StringBuilder().append(queue.waiting());
        if (queue.capacity() != 0) {
            text.append(" of ").append(queue.capacity());
        }
        text.append(queue.waiting() == 1 ? " waits" : " wait");
        append(text, queue.claims().size(), " claimed");
        append(text, queue.deadLetters(), " dead letter" + (queue.deadLetters() == 1 ? "" : "s"));
        append(
                text,
                queue.subscribers().size(),
                " subscriber" + (queue.subscribers().size() == 1 ? "" : "s"));
        return text.append(queue.closed() ? ", closed" : "").toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count != 0) {
            text.append(", ").append(count).append(what);
        }
    }
}
