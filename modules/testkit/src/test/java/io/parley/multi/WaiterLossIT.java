package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A waiter that stops listening, for a while or for good, takes nobody's wake-up along. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class WaiterLossIT {
    private static final int MESSAGES = 100;
    private static final int LOCKERS = 4;

    @TempDir
    Path directory;

    /** Takes messages to the end. Arguments: domain, number. */
    static final class Consumer {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "consumer");
                    SharedQueue<Long> queue = parley.queue("queue", Codecs.int64())) {
                SharedLongArray taken = parley.longArray("taken", MESSAGES);
                Script.reached("ready");
                while (true) {
                    taken.getAndAdd(Math.toIntExact(queue.take()), 1);
                }
            } catch (QueueClosedException end) {
                Script.reached("end");
            }
        }
    }

    /** Acquires and releases a lock until the domain says stop. Arguments: domain, number. */
    static final class Locker {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "locker")) {
                SharedLock lock = parley.lock("lock");
                SharedLongArray turns = parley.longArray("turns", LOCKERS);
                Script.reached("ready");
                while (parley.longValue("stop").get() == 0) {
                    lock.lock();
                    turns.incrementAndGet(Integer.parseInt(args[1]));
                    lock.unlock();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWithoutAWaiterThatIsStoppedOrKilled(boolean killed) throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test");
                SharedQueue<Long> queue = parley.queue("queue", Codecs.int64())) {
            // given three that sleep in take()
            SharedLongArray taken = parley.longArray("taken", MESSAGES);
            List<ForkedJvm> consumers = start(Consumer.class, 3, Integer::toString);
            consumers.forEach(jvm -> jvm.awaitReached("ready", START));
            consumers.forEach(jvm -> Sleepers.await(jvm.pid(), "", 1));

            // when one of them stops listening
            ForkedJvm victim = consumers.get(0);
            if (killed) {
                victim.kill();
            } else {
                victim.stop();
            }

            // then each message, wherever its wake-up goes, reaches one of the others
            for (int i = 0; i < MESSAGES; i++) {
                int message = i;
                queue.put((long) message);
                await().pollInterval(Duration.ofMillis(1)).atMost(HANG).until(() -> taken.get(message) == 1);
            }
            victim.resume();
            queue.closeForWriting();
            consumers.stream().skip(killed ? 1 : 0).forEach(jvm -> jvm.awaitReached("end", HANG));
            assertThat(taken.stream()).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPassALockOnWithoutAWaiterThatIsStoppedOrKilled(boolean killed) throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test")) {
            // given four that wait for a lock
            SharedLock lock = parley.lock("lock");
            SharedLongArray turns = parley.longArray("turns", LOCKERS);
            lock.lock();
            List<ForkedJvm> lockers = start(Locker.class, LOCKERS, Integer::toString);
            lockers.forEach(jvm -> jvm.awaitReached("ready", START));
            lockers.forEach(jvm -> Sleepers.await(jvm.pid(), "", 1));

            // when one of them stops waiting and the lock comes free
            ForkedJvm victim = lockers.get(0);
            if (killed) {
                victim.kill();
            } else {
                victim.stop();
            }
            lock.unlock();

            // then the others have it in turn
            List<Integer> others = new ArrayList<>(List.of(1, 2, 3));
            await().atMost(HANG).until(() -> others.stream().allMatch(i -> turns.get(i) > 100));
            assertThat(turns.get(0)).isZero();
            victim.resume();
            await().atMost(HANG).until(() -> killed || turns.get(0) > 0);
            parley.longValue("stop").set(1);
            lockers.stream().skip(killed ? 1 : 0).forEach(jvm -> jvm.awaitExit(0, HANG));
            assertThat(lock.recoveries()).isZero();
        }
    }

    private List<ForkedJvm> start(Class<?> main, int count, IntFunction<String> argument) {
        return IntStream.range(0, count)
                .mapToObj(i -> Domains.child(main, domain(), argument.apply(i)).start())
                .toList();
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
