package io.parley.observe;

import io.parley.ProcessInfo;
import io.parley.queue.ClaimInfo;
import io.parley.sync.HolderInfo;
import io.parley.sync.ProcessHold;
import io.parley.sync.WaiterInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be seen of one object from outside, by {@link DomainView#snapshot}: a record for each kind of object.
 *
 * <p>Stale at once. Each number was right at the moment it was read; two numbers of one snapshot are not of the same
 * moment while others work. Processes are named as they called themselves; of one whose place in the process table was
 * given to another, the pid is 0 and the name {@code gone}. Waiters are the threads that sleep; those that only just
 * began to wait are not seen.
 *
 * <p>Immutable.
 */
public sealed interface ObjectSnapshot {
    /**
     * The most important of it.
     *
     * @return one line for people, such as {@code held by pid 4711 (importer), 3 wait}
     */
    String summary();

    /**
     * What was counted about the object since it was created, under the names of {@link ObjectCounters}.
     *
     * @return empty if nothing is counted about such objects
     */
    default Map<String, Long> counters() {
        return lockInside().map(Lock::counters).orElse(Map.of());
    }

    /**
     * The lock that the object is, or that lies in it.
     *
     * @return empty if there is none
     */
    default Optional<Lock> lockInside() {
        return Optional.empty();
    }

    /**
     * A lock, or the lock inside of another object.
     *
     * @param holder who holds it; of a dead one the next who asks takes a recovering lock over
     * @param consistent false if a holder died, and nobody said since that what the lock guards is in order
     * @param fair whether waiters come in order
     * @param recovers whether a lock without an owner comes back when its holder's process dies
     * @param waiters who sleeps for it, longest first
     * @param counters {@code acquisitions}, {@code contended}, {@code recoveries}
     */
    record Lock(
            Optional<HolderInfo> holder,
            boolean consistent,
            boolean fair,
            boolean recovers,
            List<WaiterInfo> waiters,
            Map<String, Long> counters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return Summaries.lock(this);
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(this);
        }
    }

    /**
     * A read-write lock.
     *
     * @param writer the lock that a writer holds, and for a moment each reader that comes in
     * @param writing whether the readers are gone, and a writer may change what the lock guards
     * @param consistent false if a writer died, and nobody said since that what the lock guards is in order
     * @param readers how many threads read, by process
     * @param waiters who sleeps for it, longest first
     */
    record ReadWriteLock(
            Lock writer, boolean writing, boolean consistent, List<ProcessHold> readers, List<WaiterInfo> waiters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return Summaries.readWriteLock(this);
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(writer);
        }
    }

    /**
     * A semaphore.
     *
     * @param sort {@code plain}, {@code bounded} or {@code leased}
     * @param permits how many can be acquired now
     * @param initial how many there were at the beginning
     * @param leases of a leased one, who has how many
     * @param waiters who sleeps for permits, longest first
     */
    record Semaphore(String sort, int permits, int initial, List<ProcessHold> leases, List<WaiterInfo> waiters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return permits + " of " + initial + " permits" + Summaries.waiting(waiters);
        }
    }

    /**
     * An event.
     *
     * @param set whether it is set
     * @param epoch how often it was set, ever
     * @param waiters who sleeps for it, longest first
     */
    record Event(boolean set, long epoch, List<WaiterInfo> waiters) implements ObjectSnapshot {
        @Override
        public String summary() {
            return (set ? "set" : "clear") + Summaries.waiting(waiters);
        }
    }

    /**
     * A latch.
     *
     * @param count how many are still to come
     * @param initial how many were to come at the beginning
     * @param waiters who sleeps for it, longest first
     */
    record Latch(int count, int initial, List<WaiterInfo> waiters) implements ObjectSnapshot {
        @Override
        public String summary() {
            return (count == 0 ? "open" : count + " of " + initial + " to come") + Summaries.waiting(waiters);
        }
    }

    /**
     * A barrier.
     *
     * @param parties how many it waits for
     * @param arrived how many have arrived in this phase
     * @param phase how many phases have ended
     * @param broken whether it is broken
     * @param cause why it broke last, in words; empty if it never did
     * @param arrivals who has arrived in this phase, by process
     */
    record Barrier(int parties, int arrived, long phase, boolean broken, String cause, List<ProcessHold> arrivals)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return broken ? "broken: " + cause : arrived + " of " + parties + " arrived, phase " + phase;
        }
    }

    /**
     * A condition of a lock.
     *
     * @param signalled how many waiters have a signal and are about to go on
     * @param waiters who waits for a signal, longest first; their threads are known by number only
     */
    record Condition(int signalled, List<WaiterInfo> waiters) implements ObjectSnapshot {
        @Override
        public String summary() {
            return waiters.size() + (waiters.size() == 1 ? " waits" : " wait");
        }
    }

    /**
     * A number or truth value.
     *
     * @param type in C's words, such as {@code long long}
     * @param value as {@code SharedValue.value()} returns it
     * @param lock the lock inside of it, if it has one
     * @param lockName the lock object that goes with it; empty if none does
     */
    record Value(String type, Object value, Optional<Lock> lock, String lockName) implements ObjectSnapshot {
        @Override
        public String summary() {
            return value + Summaries.held(lock);
        }

        @Override
        public Optional<Lock> lockInside() {
            return lock;
        }
    }

    /**
     * An array of numbers.
     *
     * @param type in C's words, such as {@code long long}
     * @param length how many elements it has
     * @param first the first ones, 32 at most
     * @param lock the lock inside of it, if it has one
     * @param lockName the lock object that goes with it; empty if none does
     */
    record Array(String type, long length, List<Object> first, Optional<Lock> lock, String lockName)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return length + (length == 1 ? " element" : " elements") + Summaries.held(lock);
        }

        @Override
        public Optional<Lock> lockInside() {
            return lock;
        }
    }

    /**
     * A bounded text, or a byte string.
     *
     * @param value its first 1,024 bytes: the text, or the bytes in hexadecimal
     * @param bytes how many it has
     * @param capacity how many it has room for
     * @param version how often it was written
     * @param lock of those who write
     */
    record Text(String value, int bytes, long capacity, long version, Lock lock) implements ObjectSnapshot {
        @Override
        public String summary() {
            return bytes + " of " + capacity + " bytes" + Summaries.held(Optional.of(lock));
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(lock);
        }
    }

    /**
     * A struct, or an array of structs.
     *
     * @param length how many there are; 1 of a struct
     * @param fields the types of the fields, by path
     * @param first the values of the first ones, 8 at most, by path
     * @param lock of those who write
     */
    record Struct(long length, Map<String, String> fields, List<Map<String, Object>> first, Lock lock)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return (length == 1 ? "" : length + " of ") + fields.size() + " fields" + Summaries.held(Optional.of(lock));
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(lock);
        }
    }

    /**
     * A durable queue, by its own files: the messages are not looked at.
     *
     * @param codec id of the codec of its messages
     * @param sort {@code queue}, {@code joinable} or {@code mirror}
     * @param closed whether no more messages will come
     * @param waiting messages that nobody has taken
     * @param capacity the most messages that may wait; 0 = no bound
     * @param capacityBytes the most bytes that may wait; 0 = no bound
     * @param claims messages that somebody has and is not done with, or gave back
     * @param maxDeliveries deliveries after which a message is a dead letter; 0 = never
     * @param deadLetters dead letters that nobody has taken
     * @param subscribers who reads everything
     * @param log the files of its log
     * @param appending the lock of those who append
     * @param waiters who sleeps for messages or room, longest first
     * @param counters as {@link ObjectCounters} has them
     */
    record Queue(
            String codec,
            String sort,
            boolean closed,
            long waiting,
            long capacity,
            long capacityBytes,
            List<ClaimInfo> claims,
            int maxDeliveries,
            long deadLetters,
            List<Subscription> subscribers,
            Log log,
            Lock appending,
            List<WaiterInfo> waiters,
            Map<String, Long> counters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return Summaries.queue(this);
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(appending);
        }
    }

    /**
     * A subscriber of a queue.
     *
     * @param name its name
     * @param sequence the first message that it has not dealt with
     * @param lag how many messages it has not dealt with
     * @param pid the process that is attached; 0 if none is
     * @param processName how the process called itself; empty if the pid is 0
     * @param alive whether that process lives; if not, anybody may attach
     */
    record Subscription(String name, long sequence, long lag, long pid, String processName, boolean alive) {}

    /**
     * The log of a queue.
     *
     * @param rollCycle how it is cut into files
     * @param files how many there are
     * @param bytes their lengths
     * @param keep for how long messages are kept; zero = for ever
     * @param keepBytes how many bytes are kept; 0 = all
     * @param keepUntilRead whether what was read may go at once
     */
    record Log(String rollCycle, int files, long bytes, Duration keep, long keepBytes, boolean keepUntilRead) {}

    /**
     * A transient queue.
     *
     * @param codec id of the codec of its messages
     * @param capacityBytes of its ring
     * @param usedBytes of its ring
     * @param writtenBytes what went in, ever
     * @param closed whether no more messages will come
     * @param oneProducer whether one thread at a time may put
     * @param oneConsumer whether one thread at a time may take
     * @param producer whose turn it is to put, or who keeps that side
     * @param consumer whose turn it is to take, or who keeps that side
     * @param waiters who sleeps for messages or room, longest first
     */
    record TransientQueue(
            String codec,
            long capacityBytes,
            long usedBytes,
            long writtenBytes,
            boolean closed,
            boolean oneProducer,
            boolean oneConsumer,
            Optional<ProcessInfo> producer,
            Optional<ProcessInfo> consumer,
            List<WaiterInfo> waiters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return usedBytes + " of " + capacityBytes + " bytes" + (closed ? ", closed" : "")
                    + Summaries.waiting(waiters);
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("usedBytes", usedBytes, "capacityBytes", capacityBytes);
        }
    }

    /**
     * A pool of processes.
     *
     * @param owner the process that has it; a dead one's name waits for the next pool of that name
     */
    record Pool(Optional<ProcessInfo> owner) implements ObjectSnapshot {
        @Override
        public String summary() {
            return Summaries.pool(this);
        }
    }

    /**
     * A pipe.
     *
     * @param codec id of the codec of its messages
     * @param capacityBytes of the ring to each end
     * @param oneWay whether the first end receives only, and the second sends only
     * @param first the first end
     * @param second the second end
     * @param waiters who sleeps for messages or room, longest first
     */
    record Pipe(String codec, int capacityBytes, boolean oneWay, End first, End second, List<WaiterInfo> waiters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return "open " + first.opened() + " and " + second.opened() + " times, " + first.unreadBytes + " and "
                    + second.unreadBytes + " bytes unread" + Summaries.waiting(waiters);
        }
    }

    /**
     * One end of a pipe.
     *
     * @param holders who has it open, how often
     * @param handedOver how often it is on its way to another process
     * @param unreadBytes what was sent to it and not received
     */
    record End(List<ProcessHold> holders, int handedOver, long unreadBytes) {
        /** How often it is open. */
        long opened() {
            return holders.stream().mapToLong(ProcessHold::count).sum();
        }
    }

    /**
     * A map, set, namespace or reference.
     *
     * @param keyCodec id of the codec of its keys
     * @param valueCodec id of the codec of its values
     * @param ordered whether it keeps the order of insertion
     * @param entries how many it has
     * @param entriesAtMost how many fit before it moves to a larger file, if they are spread evenly
     * @param usedBytes of its entries
     * @param roomBytes for its entries
     * @param segments the parts that can be written at the same time
     * @param generation which file it is in
     * @param counters as {@link ObjectCounters} has them
     */
    record Entries(
            String keyCodec,
            String valueCodec,
            boolean ordered,
            long entries,
            long entriesAtMost,
            long usedBytes,
            long roomBytes,
            int segments,
            long generation,
            Map<String, Long> counters)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return entries + (entries == 1 ? " entry, " : " entries, ") + usedBytes + " of " + roomBytes + " bytes";
        }
    }

    /**
     * A list.
     *
     * @param codec id of the codec of its elements
     * @param size how many it has
     * @param changes how often it was changed
     * @param usedBytes of its elements
     * @param roomBytes for its elements
     * @param lock of those who write
     */
    record Sequence(String codec, long size, long changes, long usedBytes, long roomBytes, Lock lock)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return size + (size == 1 ? " element" : " elements") + Summaries.held(Optional.of(lock));
        }

        @Override
        public Optional<Lock> lockInside() {
            return Optional.of(lock);
        }
    }

    /**
     * A histogram of latencies, in ns; all but the counts are 0 if there are none.
     *
     * @param count how many were recorded
     * @param clamped how many of them were above one hour
     * @param minNs the lowest
     * @param meanNs the mean
     * @param p50Ns the median
     * @param p90Ns 90 % are at most that
     * @param p99Ns 99 % are at most that
     * @param p999Ns 99.9 % are at most that
     * @param maxNs the highest
     */
    record Histogram(
            long count,
            long clamped,
            long minNs,
            double meanNs,
            long p50Ns,
            long p90Ns,
            long p99Ns,
            long p999Ns,
            long maxNs)
            implements ObjectSnapshot {
        @Override
        public String summary() {
            return count + " recorded" + (count == 0 ? "" : ", p50 " + p50Ns + " ns, p99 " + p99Ns + " ns");
        }
    }

    /**
     * One of the files that the domain keeps for itself.
     *
     * @param used places in use
     * @param capacity places
     */
    record Table(long used, long capacity) implements ObjectSnapshot {
        @Override
        public String summary() {
            return used + " of " + capacity + " in use";
        }
    }

    /**
     * What cannot be looked into.
     *
     * @param problem what is wrong with it and what to do
     */
    record Unreadable(String problem) implements ObjectSnapshot {
        @Override
        public String summary() {
            return problem;
        }
    }
}
