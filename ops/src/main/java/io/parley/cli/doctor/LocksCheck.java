package io.parley.cli.doctor;

import io.parley.cli.doctor.Finding.Level;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.HolderInfo;
import io.parley.sync.WaiterInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Locks whose holders keep others waiting, or died; locks alone and those inside of other objects. */
final class LocksCheck implements Check {
    private static final String NAME = "locks";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    @Override
    public List<Finding> look(Subject subject) {
        if (!subject.hasDomain()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        int locks = 0;
        for (Subject.Seen each : subject.objects()) {
            ObjectSnapshot.Lock lock = lock(each.snapshot()).orElse(null);
            if (lock != null) {
                locks++;
                String name = each.object().file();
                holder(name, lock, subject.stat(each.object()), Instant.now()).ifPresent(found::add);
                if (!lock.consistent()) {
                    found.add(Finding.notice(
                            NAME,
                            name + ": a holder died, and nobody has said since that what it guards is in order",
                            "who acquires it is told so, each time",
                            "markConsistent() in the program, once what it guards was looked at"));
                }
            }
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(NAME, locks + ", nobody waits for long", "nothing is taken from the living"));
        }
        return found;
    }

    private static Optional<ObjectSnapshot.Lock> lock(ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.Lock lock) {
            return Optional.of(lock);
        } else if (snapshot instanceof ObjectSnapshot.ReadWriteLock both) {
            return Optional.of(both.writer());
        } else if (snapshot instanceof ObjectSnapshot.Value value) {
            return value.lock();
        } else if (snapshot instanceof ObjectSnapshot.Array array) {
            return array.lock();
        } else if (snapshot instanceof ObjectSnapshot.Text text) {
            return Optional.of(text.lock());
        } else if (snapshot instanceof ObjectSnapshot.Struct struct) {
            return Optional.of(struct.lock());
        } else if (snapshot instanceof ObjectSnapshot.Queue queue) {
            return Optional.of(queue.appending());
        } else if (snapshot instanceof ObjectSnapshot.Sequence list) {
            return Optional.of(list.lock());
        }
        return Optional.empty();
    }

    static Optional<Finding> holder(String name, ObjectSnapshot.Lock lock, String stat, Instant now) {
        HolderInfo holder = lock.holder().orElse(null);
        if (holder == null) {
            return Optional.empty();
        }
        String who =
                name + ": held by pid " + holder.pid() + " (" + holder.processName() + "), thread " + holder.threadId();
        if (!holder.alive()) {
            return Optional.of(Finding.notice(
                    NAME,
                    who + ", dead",
                    "the next who asks takes it over, unless it is a lock without an owner that was not made to come back",
                    stat));
        }
        Duration longest = lock.waiters().stream()
                .map(WaiterInfo::since)
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
        if (longest.compareTo(LONG) < 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                longest.compareTo(TOO_LONG) < 0 ? Level.NOTICE : Level.BAD,
                NAME,
                who + "; " + lock.waiters().size() + " wait, the longest for " + longest.toSeconds() + " s",
                "its holder lives, so nobody takes it away: see what it does",
                "jcmd " + holder.pid() + " Thread.print"));
    }
}
