package io.parley.cli.top;

import io.parley.ProcessInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.HolderInfo;
import io.parley.sync.ProcessHold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects what is known of an object, of whatever kind. */
final class Numbers {
    private final Map<String, Long> counters;
    private Long operations;
    private Long bytes;
    private Long depth;
    private String depthOf = "";
    private Long lag;
    private int waiters;
    private final List<String> holders = new ArrayList<>();

    Numbers(Map<String, Long> counters) {
        this.counters = counters;
        this.operations = first("acquisitions", "appended", "writes");
        this.bytes = counters.get("appendedBytes");
    }

    private Long first(String... names) {
        return Stream.of(names)
                .filter(counters::containsKey)
                .findFirst()
                .map(counters::get)
                .orElse(null);
    }

    Reading of(ObjectSnapshot snapshot) {
        snapshot.lockInside().ifPresent(this::lock);
        if (!messages(snapshot) && !collection(snapshot)) {
            waited(snapshot);
        }
        return new Reading(
                operations,
                counters.get("taken"),
                bytes,
                first("contended", "roomWaits"),
                depth,
                depthOf,
                lag,
                waiters,
                List.copyOf(holders));
    }

    private boolean messages(ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.Queue queue) {
            queue(queue);
        } else if (snapshot instanceof ObjectSnapshot.TransientQueue queue) {
            bytes = queue.writtenBytes();
            depth(queue.usedBytes(), "bytes");
            waiters += queue.waiters().size();
            queue.producer().ifPresent(this::hold);
            queue.consumer().ifPresent(this::hold);
        } else if (snapshot instanceof ObjectSnapshot.Pipe pipe) {
            depth(pipe.first().unreadBytes() + pipe.second().unreadBytes(), "bytes");
            waiters += pipe.waiters().size();
            pipe.first().holders().forEach(this::hold);
            pipe.second().holders().forEach(this::hold);
        } else {
            return false;
        }
        return true;
    }

    private void queue(ObjectSnapshot.Queue queue) {
        depth(queue.waiting(), "messages");
        lag = queue.subscribers().stream()
                .map(ObjectSnapshot.Subscription::lag)
                .max(Long::compare)
                .orElse(null);
        waiters += queue.waiters().size();
        queue.claims().stream()
                .filter(claim -> claim.pid() != 0)
                .map(claim -> who(claim.pid(), claim.processName(), claim.alive()))
                .distinct()
                .forEach(holders::add);
    }

    private boolean collection(ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.Entries map) {
            depth(map.entries(), "entries");
        } else if (snapshot instanceof ObjectSnapshot.Sequence list) {
            depth(list.size(), "entries");
        } else if (snapshot instanceof ObjectSnapshot.Histogram histogram) {
            operations = histogram.count();
        } else if (snapshot instanceof ObjectSnapshot.Pool pool) {
            pool.owner().ifPresent(this::hold);
        } else {
            return false;
        }
        return true;
    }

    private void waited(ObjectSnapshot snapshot) {
        if (snapshot instanceof ObjectSnapshot.ReadWriteLock lock) {
            waiters += lock.waiters().size();
            lock.readers().forEach(this::hold);
        } else if (snapshot instanceof ObjectSnapshot.Semaphore semaphore) {
            depth(semaphore.permits(), "permits");
            waiters += semaphore.waiters().size();
            semaphore.leases().forEach(this::hold);
        } else if (snapshot instanceof ObjectSnapshot.Event event) {
            operations = event.epoch();
            waiters += event.waiters().size();
        } else if (snapshot instanceof ObjectSnapshot.Latch latch) {
            waiters += latch.waiters().size();
        } else if (snapshot instanceof ObjectSnapshot.Barrier barrier) {
            operations = barrier.phase();
            waiters += barrier.arrived();
            barrier.arrivals().forEach(this::hold);
        } else if (snapshot instanceof ObjectSnapshot.Condition condition) {
            waiters += condition.waiters().size();
        }
    }

    private void depth(long number, String what) {
        depth = number;
        depthOf = what;
    }

    private void lock(ObjectSnapshot.Lock lock) {
        waiters += lock.waiters().size();
        lock.holder().ifPresent(this::hold);
    }

    private void hold(HolderInfo holder) {
        holders.add(who(holder.pid(), holder.processName(), holder.alive()));
    }

    private void hold(ProcessHold hold) {
        String times = hold.count() == 1 ? "" : " x" + hold.count();
        holders.add(who(hold.pid(), hold.processName(), hold.alive()) + times);
    }

    private void hold(ProcessInfo process) {
        holders.add(who(process.pid(), process.name(), process.alive()));
    }

    private static String who(long pid, String name, boolean alive) {
        return pid + " " + name + (alive ? "" : " (dead)");
    }
}
