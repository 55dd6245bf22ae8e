package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import io.parley.sync.SharedLock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley latency}. */
@Timeout(120)
class LatencyCommandTest extends InADomain {
    private static void use(SharedLock lock) {
        lock.lock();
        lock.unlock();
    }

    @Test
    void shouldTurnRecordingOnAndOff() {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);

        assertThat(run("latency", "book", "--start").out()).isEqualTo("book.lock: recording is on\n");
        assertThat(latency.isOn()).isTrue();
        assertThat(run("latency", "book", "--start").out()).isEqualTo("book.lock: recording is on, as before\n");
        use(lock);
        assertThat(run("latency", "book", "--stop").out()).isEqualTo("book.lock: recording is off\n");
        assertThat(latency.isOn()).isFalse();

        CommandRun run = run("latency", "book");
        assertThat(run.out()).startsWith("book.lock: recording is off\n").containsPattern("wait +1 .*\nhold +1 ");
    }

    @Test
    void shouldSayThatNothingWasRecorded() {
        parley.lock("book");

        CommandRun run = run("latency", "book");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("Nothing was ever recorded: parley latency book.lock --for 10s\n");
        assertThat(parley.directory().resolve("book.lock.wait.hist")).doesNotExist();
    }

    @Test
    void shouldRecordForAWhile() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);
        AtomicBoolean over = new AtomicBoolean();
        Thread user = new Thread(() -> {
            while (!over.get()) {
                use(lock);
            }
        });
        user.start();

        CommandRun run = run("latency", "book", "--for", "200ms");
        over.set(true);
        user.join();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("wait +[1-9][0-9,]* ").containsPattern("hold +[1-9][0-9,]* ");
        assertThat(latency.isOn()).isFalse();
    }

    @Test
    void shouldLeaveRecordingOnIfItWas() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);
        latency.start();
        use(lock);

        CommandRun run = run("latency", "book", "--for", "1ms", "--json");

        assertThat(latency.isOn()).isTrue();
        assertThat(run.out()).contains("\"recording\": true", "\"kind\": \"wait\"", "\"count\": 0");
        assertThat(latency.histogram(LatencyKind.WAIT).totalCount()).isEqualTo(1);
    }

    @Test
    void shouldEndEarlyIfItIsInterrupted() throws InterruptedException {
        ObjectLatency latency = ObjectLatency.of(parley.lock("book"));
        Thread command = new Thread(() -> run("latency", "book", "--for", "1d"));
        command.start();
        await().forever().until(latency::isOn);

        command.interrupt();

        command.join();
        assertThat(latency.isOn()).isFalse();
    }

    @Test
    void shouldChangeNothingInADryRun() {
        ObjectLatency latency = ObjectLatency.of(parley.lock("book"));

        assertThat(run("latency", "book", "--start", "--dry-run").out())
                .isEqualTo("would record latencies of book.lock; recording is off\n");
        assertThat(latency.isOn()).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNotMeasured() throws Exception {
        parley.event("flag");
        parley.longValue("book");
        parley.lock("book");
        parley.queue("orders", Codecs.utf8());

        assertThat(run("latency", "flag").err()).contains("nothing is measured of such an object");
        assertThat(run("latency", "book").err()).contains("several of that name: [book.lock, book.long]");
        assertThat(run("latency", "book.lock", "--start", "--stop").exitCode()).isEqualTo(2);
        assertThat(run("latency", "none", "--start").exitCode()).isEqualTo(4);
        assertThat(run("latency", "orders").out()).contains("put", "take", "residence");
    }
}
