package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.DomainAccessException;
import io.parley.Parley;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.TestFiles;
import io.parley.process.ProcessPool;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiagnosisTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(LockFixture.config(directory));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        parley.lock("free");

        Diagnosis diagnosis = parley.diagnose();

        assertThat(diagnosis.held()).isEmpty();
        assertThat(diagnosis.waiting()).isEmpty();
        assertThat(diagnosis.deadlocks()).isEmpty();
        assertThat(diagnosis.complete()).isTrue();
        assertThat(diagnosis).hasToString("domain " + directory + ": 0 locks held, 0 threads wait, 0 deadlocks");
        assertThat(directory.resolve("domain.waits")).as("nobody slept").doesNotExist();
    }

    @Test
    void shouldSeeHoldersOfLocksOfAllKinds() {
        parley.lock("a").lock();
        parley.lock("f", LockOptions.fair()).lock();
        parley.binaryLock("b").lock();
        parley.longValue("n").lock().lock();
        parley.longArray("m", 3).lock().lock();

        assertThat(parley.diagnose().held())
                .extracting(Diagnosis.Held::object)
                .containsExactlyInAnyOrder("a.lock", "f.lock", "b.binlock", "n.long", "m.longs");
        assertThat(parley.diagnose().held()).allSatisfy(held -> {
            assertThat(held.holder().alive()).isTrue();
            assertThat(held.holder().processName()).isEqualTo("tests");
            assertThat(held.holderThread()).isEqualTo(Thread.currentThread().getName());
        });
        assertThat(parley.diagnose().deadHolders()).isEmpty();
    }

    /** What is written where others have their lock. */
    @Test
    void shouldTakeNothingElseForALock() throws Exception {
        parley.process("child", () -> {}).start().join();
        parley.pipe("pipe", Codecs.utf8()).first().send("message");
        parley.transientQueue("ring", Codecs.utf8()).put("message");
        parley.queue("queue", Codecs.utf8()).subscriber("reader");
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put("key", "value");
        parley.set("set", Codecs.utf8()).add("element");
        parley.list("list", Codecs.utf8()).add("element");
        try (ProcessPool pool = parley.pool(1)) {
            pool.submit(() -> 1).get();

            assertThat(parley.diagnose().held()).isEmpty();
        }
    }

    @Test
    void shouldSeeDeadHolders() throws Exception {
        SharedLock lock = parley.lock("a");
        OtherProcess other = OtherProcess.join(directory, "other");
        TestFiles.map(lock.path()).putIntVolatile(LockFixture.WORD, other.owner());
        other.kill();

        Diagnosis diagnosis = parley.diagnose();

        assertThat(diagnosis.deadHolders()).singleElement().satisfies(held -> {
            assertThat(held.object()).isEqualTo("a.lock");
            assertThat(held.holder().processName()).isEqualTo("other");
        });
        assertThat(diagnosis.toString()).contains("a.lock held by pid ", "(other, dead)", "takes it over");
        assertThat(lock.isRecovered()).as("left alone").isFalse();
    }

    @Test
    void shouldSeeWhoWaitsForWhat() throws Exception {
        SharedLock lock = parley.lock("a");
        SharedLong value = parley.longValue("n");
        SharedQueue<String> queue = parley.queue("q", Codecs.utf8());
        SharedCondition condition = parley.lock("c").condition("go");
        lock.lock();
        Background<Boolean> locking = Background.call(() -> lock.tryLock(1, java.util.concurrent.TimeUnit.DAYS));
        Background<Boolean> watching = Background.call(() -> value.awaitChange(0, Duration.ofDays(1)));
        Background<String> taking = Background.call(queue::take);
        Background<Boolean> waiting = Background.call(() -> {
            SharedLock own = parley.lock("c");
            own.lock();
            try {
                return condition.await(Duration.ofDays(1));
            } finally {
                own.unlock();
            }
        });
        await().until(() -> parley.diagnose().waiting().size() == 4);

        Diagnosis diagnosis = parley.diagnose();

        assertThat(diagnosis.waiting())
                .extracting(each -> each.object() + " " + each.reason())
                .containsExactlyInAnyOrder(
                        "a.lock LOCK", "n.long CHANGE", "q.queue/state.parley CHANGE", "c.lock.go.cond SIGNAL");
        assertThat(lock.waiters()).singleElement().satisfies(waiter -> {
            assertThat(waiter.threadName()).isEqualTo(locking.thread().getName());
            assertThat(waiter.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(waiter.processName()).isEqualTo("tests");
        });
        assertThat(diagnosis.toString())
                .contains("(" + locking.thread().getName() + ") waits for the lock of a.lock, since ")
                .contains("waits for a signal of c.lock.go.cond");

        lock.unlock();
        value.set(1);
        queue.put("x");
        SharedLock own = parley.lock("c");
        own.lock();
        condition.signal();
        own.unlock();
        assertThat(locking.result()).isTrue();
        assertThat(watching.result()).isTrue();
        assertThat(taking.result()).isEqualTo("x");
        assertThat(waiting.result()).isTrue();
        assertThat(parley.diagnose().waiting()).isEmpty();
    }

    @Test
    void shouldSeeFromOutsideWhatThoseInsideSee() throws Exception {
        SharedLock lock = parley.lock("a");
        lock.lock();
        parley.binaryLock("b").lock();
        Background<Boolean> locking = Background.call(() -> lock.tryLock(1, java.util.concurrent.TimeUnit.DAYS));
        await().until(() -> parley.diagnose().waiting().size() == 1);

        Diagnosis outside = Diagnosis.of(directory);

        Diagnosis inside = parley.diagnose();
        assertThat(outside.waiting()).isEqualTo(inside.waiting());
        assertThat(outside.held())
                .extracting(Diagnosis.Held::object, Diagnosis.Held::holder)
                .containsExactlyInAnyOrderElementsOf(inside.held().stream()
                        .map(held -> tuple(held.object(), held.holder()))
                        .toList());
        assertThat(outside.held())
                .as("threads that do not sleep are known in their process only")
                .allMatch(held -> held.holderThread().isEmpty());
        assertThat(parley.processes()).hasSize(1);
        lock.unlock();
        assertThat(locking.result()).isTrue();
    }

    @Test
    void shouldChangeNothingFromOutside() throws Exception {
        parley.lock("a").lock();
        Map<Path, byte[]> before = contents();

        assertThat(Diagnosis.of(directory).held()).hasSize(1);

        assertThat(contents())
                .containsOnlyKeys(before.keySet())
                .allSatisfy((file, bytes) -> assertThat(bytes).isEqualTo(before.get(file)));
        assertThatThrownBy(() -> Diagnosis.of(directory.resolve("none")))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("no domain: " + directory.resolve("none"));
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    @Test
    void shouldNameACircle() throws Exception {
        List<SharedLock> locks = List.of(parley.lock("x"), parley.longValue("y").lock(), parley.lock("z"));
        CountDownLatch allHold = new CountDownLatch(3);
        Background<?>[] threads = new Background<?>[4];
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads[i] = Background.run(() -> {
                locks.get(number).lock();
                allHold.countDown();
                allHold.await();
                locks.get((number + 1) % 3).lockInterruptibly();
            });
        }
        threads[3] = Background.run(() -> {
            allHold.await();
            locks.get(0).lockInterruptibly();
        });
        await().until(() -> parley.diagnose().waiting().size() == 4);

        Diagnosis diagnosis = parley.diagnose();

        assertThat(diagnosis.deadlocks()).singleElement().satisfies(deadlock -> {
            assertThat(deadlock.members())
                    .extracting(member -> member.waiter().threadName())
                    .as("the fourth waits for the circle but is not in it")
                    .containsExactlyInAnyOrder(
                            threads[0].thread().getName(),
                            threads[1].thread().getName(),
                            threads[2].thread().getName());
            assertThat(deadlock.members())
                    .extracting(Diagnosis.Waiting::object)
                    .containsExactlyInAnyOrder("x.lock", "y.long", "z.lock");
            assertThat(deadlock.toString()).contains("waits for the lock of x.lock held by pid ", "; ");
        });
        assertThat(diagnosis.toString()).contains("1 deadlocks", "DEADLOCK: ");
        for (Background<?> each : threads) {
            each.thread().interrupt();
        }
        // Whoever waits for a thread that ended gets its lock.
        await().until(() -> List.of(threads).stream().allMatch(Background::isDone));
        assertThat(parley.diagnose().deadlocks()).isEmpty();
    }

    @Test
    void shouldNameAThreadThatWaitsForItself() throws Exception {
        BinaryLock lock = parley.binaryLock("b");
        Background<Void> twice = Background.run(() -> {
            lock.lock();
            lock.lock();
        });
        await().until(() -> !lock.waiters().isEmpty());

        assertThat(parley.diagnose().deadlocks())
                .singleElement()
                .satisfies(deadlock -> assertThat(deadlock.members())
                        .singleElement()
                        .extracting(Diagnosis.Waiting::object)
                        .isEqualTo("b.binlock"));
        lock.unlock();
        twice.result();
    }

    @Test
    void shouldWorkWhileFilesComeAndGo() throws Exception {
        Files.writeString(directory.resolve("stranger.lock"), "not an object");
        Files.createDirectory(directory.resolve("odd.long"));
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> churn = Background.run(() -> {
            for (int i = 0; !stop.get(); i++) {
                SharedLock lock = parley.lock("t" + i % 7);
                lock.lock();
                lock.unlock();
                lock.delete();
                lock.close();
            }
        });
        SharedLock kept = parley.lock("kept");
        kept.lock();
        for (int i = 0; i < 200; i++) {
            assertThat(parley.diagnose().held())
                    .extracting(Diagnosis.Held::object)
                    .contains("kept.lock");
        }
        stop.set(true);
        churn.result();
    }
}
