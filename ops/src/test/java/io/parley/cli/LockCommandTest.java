package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.process.ProcessTarget;
import io.parley.sync.BinaryLock;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley lock}. */
@Timeout(120)
class LockCommandTest extends InADomain {
    private static final long PID = ProcessHandle.current().pid();

    private void runAndDie(ProcessTarget target) throws InterruptedException {
        parley.process("importer", target).start().join();
    }

    @Test
    void shouldSayThatALockIsFree() {
        parley.lock("book");
        parley.longValue("book");

        CommandRun run = run("lock", "show", "book");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("book.lock: free\n").endsWith("  recoveries    0\n");
    }

    @Test
    void shouldSayWhoHoldsALockAndWhoWaits() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        lock.lock();
        Thread waiter = new Thread(() -> passThrough(lock), "waiter");
        waiter.start();
        await().forever().until(() -> !lock.waiters().isEmpty());

        CommandRun run = run("lock", "show", "book");
        lock.unlock();
        waiter.join();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("book.lock: held by pid " + PID + " (tester), 1 waits\n")
                .contains("waiter")
                .contains("nothing takes a lock from the living")
                .contains(
                        "jstack " + PID + ", thread #" + Thread.currentThread().getId());
    }

    private static void passThrough(Lock lock) {
        lock.lock();
        lock.unlock();
    }

    @Test
    void shouldSayThatALockComesBackFromADeadHolder() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        runAndDie(() -> {
            lock.lock();
            Runtime.getRuntime().halt(1);
        });

        CommandRun dead = run("lock", "show", "book");
        passThrough(lock);
        CommandRun taken = run("lock", "show", "book");

        assertThat(dead.exitCode()).isZero();
        assertThat(dead.out()).contains("(importer, dead)", "the next who asks for it takes it over");
        assertThat(taken.exitCode()).isEqualTo(3);
        assertThat(taken.out()).contains("markConsistent()");
    }

    @Test
    void shouldEndWithThreeIfALockWithoutAnOwnerStaysLocked() throws InterruptedException {
        BinaryLock stays = parley.binaryLock("stays");
        BinaryLock recovers = parley.binaryLock("recovers", LockOptions.recoverOnOwnerDeath());
        runAndDie(() -> {
            stays.lock();
            recovers.lock();
            Runtime.getRuntime().halt(1);
        });

        CommandRun stuck = run("lock", "show", "stays");

        assertThat(stuck.exitCode()).isEqualTo(3);
        assertThat(stuck.out()).contains("it stays locked until somebody calls unlock()");
        assertThat(run("lock", "show", "recovers").exitCode()).isZero();
        assertThat(stays.isLocked()).isTrue();
    }

    @Test
    void shouldShowReadersAndWriters() throws InterruptedException {
        SharedReadWriteLock table = parley.readWriteLock("table");
        table.readLock().lock();
        assertThat(run("lock", "show", "table").out())
                .startsWith("table.rwlock: 1 reads\n")
                .contains("tester");
        table.readLock().unlock();

        runAndDie(() -> {
            table.readLock().lock();
            Runtime.getRuntime().halt(1);
        });
        assertThat(run("lock", "show", "table").out()).contains("the next writer does not wait for it");

        runAndDie(() -> {
            table.writeLock().lock();
            Runtime.getRuntime().halt(1);
        });
        passThrough(table.writeLock());
        assertThat(run("lock", "show", "table").exitCode()).isEqualTo(3);
    }

    @Test
    void shouldShowTheLockInsideOfAnObject() throws Exception {
        var number = parley.longValue("number");
        number.lock().lock();
        parley.intArray("numbers", 1);
        parley.text("text", 10);
        parley.list("list", Codecs.utf8());
        parley.event("flag");

        assertThat(run("lock", "show", "number").out())
                .startsWith("number.long: 0, locked by pid " + PID)
                .contains("nothing takes a lock from the living");
        assertThat(run("lock", "show", "numbers").exitCode()).isZero();
        assertThat(run("lock", "show", "text").exitCode()).isZero();
        assertThat(run("lock", "show", "list").exitCode()).isZero();
        assertThat(run("lock", "show", "flag").err()).contains("no lock but: ", "kind=event");
    }
}
