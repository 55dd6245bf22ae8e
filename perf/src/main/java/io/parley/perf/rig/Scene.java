package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.collection.SharedLongMap;
import io.parley.perf.map.BareMap;
import io.parley.perf.map.TwoHalves;
import io.parley.perf.transport.BareQueue;
import io.parley.perf.transport.Payload;
import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import net.openhft.chronicle.hash.locks.InterProcessDeadLockException;
import net.openhft.chronicle.map.ChronicleMap;

/** What the survivors of {@link RecoveryLatency} do; open in this JVM for all rounds. */
interface Scene extends AutoCloseable {
    /** Before the victim starts. */
    default void prepare() {}

    /** In the survivor's thread: waits for what the victim holds, and checks that it is what it should be. */
    void survive() throws Exception;

    /** After that many rounds. */
    default void check(int rounds) {}

    @Override
    void close();

    static Scene of(Victim.Crime crime, Path scratch) {
        return switch (crime) {
            case LOCK -> new Locking(scratch, Victim.NAME, LockOptions.defaults());
            case FAIR_LOCK -> new Locking(scratch, Victim.FAIR, LockOptions.fair());
            case PERMIT -> new Leasing(scratch);
            case BARRIER -> new Meeting(scratch);
            case FILE_LOCK -> new FileLocking(scratch);
            case APPEND -> new Appending(scratch);
            case CLAIM -> new Claiming(scratch);
            case MAP_PUT -> new MapPutting(scratch);
            case CHRONICLE_APPEND -> new BareAppending(scratch);
            case CHRONICLE_MAP_PUT -> new BareMapPutting(scratch);
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** A waiter for a lock. */
    record Locking(Parley parley, SharedLock lock) implements Scene {
        Locking(Path scratch, String name, LockOptions options) {
            this(Victim.open(scratch), name, options);
        }

        private Locking(Parley parley, String name, LockOptions options) {
            this(parley, parley.lock(name, options));
        }

        @Override
        public void survive() throws InterruptedException {
            try (Lease lease = lock.acquire()) {
                require(lease.recovered(), "nobody told the survivor that the holder died: " + lease);
                lease.markConsistent();
            }
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A waiter for the only permit. */
    record Leasing(Parley parley, LeasedSemaphore semaphore) implements Scene {
        Leasing(Path scratch) {
            this(Victim.open(scratch));
        }

        private Leasing(Parley parley) {
            this(parley, parley.leasedSemaphore(Victim.NAME, 1));
        }

        @Override
        public void survive() throws InterruptedException {
            semaphore.acquire();
            semaphore.release();
        }

        @Override
        public void check(int rounds) {
            require(semaphore.availablePermits() == 1, "permits lost or multiplied: " + semaphore);
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A party that waits for others, one of whom is there and dies. */
    record Meeting(Parley parley, SharedBarrier barrier) implements Scene {
        Meeting(Path scratch) {
            this(Victim.open(scratch));
        }

        private Meeting(Parley parley) {
            this(parley, Victim.barrier(parley));
        }

        @Override
        public void prepare() {
            barrier.reset();
        }

        @Override
        public void survive() throws InterruptedException {
            try {
                int index = barrier.await();
                throw new IllegalStateException("a barrier let one through whose party is dead: index=" + index);
            } catch (BrokenBarrierException expected) {
                require(barrier.isBroken(), "not broken: " + barrier);
            }
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A waiter for a lock of the kernel. */
    record FileLocking(FileChannel file) implements Scene {
        FileLocking(Path scratch) {
            this(open(scratch));
        }

        private static FileChannel open(Path scratch) {
            try {
                return Victim.lockFile(scratch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void survive() throws IOException {
            try (FileLock lock = file.lock()) {
                require(lock.isValid(), "no lock");
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A producer that waits for another's append. */
    record Appending(Parley parley, SharedQueue<Payload> queue, Payload message) implements Scene {
        Appending(Path scratch) {
            this(Victim.open(scratch));
        }

        private Appending(Parley parley) {
            this(parley, Victim.queue(parley), new Payload(Victim.BYTES));
        }

        @Override
        public void survive() throws InterruptedException {
            queue.put(message);
        }

        /** The survivors' messages are there, the victims' halves are not. */
        @Override
        public void check(int rounds) {
            require(queue.size() == rounds, "lost or half messages: found=" + queue.size() + ", put=" + rounds);
            for (int i = 0; i < rounds; i++) {
                require(queue.poll() != null, "message cannot be read: number=" + i);
            }
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** A consumer that waits for another's message. */
    record Claiming(Parley parley, SharedQueue<Payload> queue, Payload message) implements Scene {
        Claiming(Path scratch) {
            this(Victim.open(scratch));
        }

        private Claiming(Parley parley) {
            this(parley, Victim.queue(parley), new Payload(Victim.BYTES));
        }

        @Override
        public void prepare() {
            require(queue.offer(message), "queue is full");
        }

        @Override
        public void survive() throws InterruptedException {
            Claim<Payload> claim = queue.claim();
            require(claim.deliveries() == 2, "not a redelivery: " + claim);
            claim.ack();
        }

        @Override
        public void check(int rounds) {
            require(queue.isEmpty() && queue.claimed() == 0, "messages are left: " + queue);
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** Chronicle's own appender, open and warm before the victim comes, with default time-outs. */
    record BareAppending(BareQueue queue) implements Scene {
        BareAppending(Path scratch) {
            this(BareQueue.open(Victim.bare(scratch)));
            queue.append(new byte[Victim.BYTES]);
        }

        @Override
        public void survive() {
            queue.append(new byte[Victim.BYTES]);
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    /** A writer that waits for another's put on the same key. */
    record MapPutting(Parley parley, SharedLongMap map) implements Scene {
        MapPutting(Path scratch) {
            this(Victim.open(scratch));
        }

        private MapPutting(Parley parley) {
            this(parley, parley.longMap(Victim.NAME));
            map.put(Victim.KEY, 0);
        }

        @Override
        public void survive() {
            map.put(Victim.KEY, map.get(Victim.KEY) + 1);
        }

        /** The survivors' values are there, and nothing of the victims'. */
        @Override
        public void check(int rounds) {
            require(map.get(Victim.KEY) == rounds && map.size() == 1, "not what survivors put: " + map);
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** Chronicle's own map, open before the victim comes: it gives up after a minute, and the entry stays locked. */
    record BareMapPutting(ChronicleMap<Long, TwoHalves> map) implements Scene {
        BareMapPutting(Path scratch) {
            this(BareMap.halves(Victim.bare(scratch)));
            map.put(Victim.KEY, new TwoHalves());
        }

        @Override
        public void survive() {
            try {
                map.put(Victim.KEY, new TwoHalves());
                throw new IllegalStateException("put returned although a dead process has the entry locked");
            } catch (InterProcessDeadLockException expected) {
                return;
            }
        }

        @Override
        public void close() {
            map.close();
        }
    }
}
