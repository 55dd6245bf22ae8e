package io.parley.manager.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a queue are killed, and its server. */
@Timeout(600)
@ExtendWith(CrashTestWatcher.class)
class RemoteQueueIT {
    private static final int MESSAGES = 2_000;

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.start(parley, Served.KEY, o -> o.sessionLimit(Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        server.close();
        parley.close();
    }

    private ForkedJvm client(Class<?> main) {
        return ForkedJvm.fork(main, String.valueOf(server.address().getPort()));
    }

    /** Is killed while it waits for messages. */
    static final class Taker {
        public static void main(String[] args) throws Exception {
            Manager manager = Served.connect(Integer.parseInt(args[0]));
            ManagedQueue<Long> queue = manager.queue("q", Codecs.int64());
            ManagedTransientQueue<Long> ring = manager.transientQueue("ring", Codecs.int64());
            queue.async().take();
            queue.size();
            Thread waits = new Thread(() -> take(ring));
            waits.start();
            ring.size();
            Script.reached("waiting");
            Script.await("never");
        }

        private static void take(ManagedTransientQueue<Long> ring) {
            try {
                ring.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void shouldSwallowNothingForAClientThatWasKilledWhileItWaited() throws Exception {
        ForkedJvm taker = client(Taker.class);
        taker.awaitReached("waiting", Served.LONG);
        taker.stop(); // so that nothing is acknowledged
        parley.queue("q", Codecs.int64()).put(1L);
        parley.transientQueue("ring", Codecs.int64()).put(2L);

        taker.kill();

        assertThat(parley.queue("q", Codecs.int64()).poll(60, TimeUnit.SECONDS)).isEqualTo(1L);
        assertThat(parley.transientQueue("ring", Codecs.int64()).poll(60, TimeUnit.SECONDS))
                .isEqualTo(2L);
    }

    /** Is killed with a claim. */
    static final class Claimer {
        public static void main(String[] args) throws Exception {
            Manager manager = Served.connect(Integer.parseInt(args[0]));
            manager.queue("q", Codecs.int64()).claim();
            manager.joinableQueue("work", Codecs.int64()).take();
            Script.reached("claimed");
            Script.await("never");
        }
    }

    @Test
    void shouldHandOutAgainWhatAKilledClientHad() throws Exception {
        SharedQueue<Long> queue = parley.queue("q", Codecs.int64());
        queue.put(1L);
        parley.joinableQueue("work", Codecs.int64()).put(2L);
        ForkedJvm claimer = client(Claimer.class);
        claimer.awaitReached("claimed", Served.LONG);
        assertThat(queue.tryClaim()).isEmpty();

        claimer.kill();

        ManagedClaim<Long> again = queue.claim(Served.LONG).orElseThrow();
        assertThat(again.message()).isEqualTo(1L);
        assertThat(again.deliveries()).isEqualTo(2);
        again.ack();
        assertThat(parley.joinableQueue("work", Codecs.int64()).poll(60, TimeUnit.SECONDS))
                .isEqualTo(2L);
        parley.joinableQueue("work", Codecs.int64()).taskDone();
        parley.joinableQueue("work", Codecs.int64()).join();
    }

    /** Claims, writes down, acknowledges; until the end. */
    static final class Worker {
        public static void main(String[] args) throws Exception {
            try (Manager manager = Served.connect(Integer.parseInt(args[0]))) {
                ManagedQueue<Long> jobs = manager.queue("jobs", Codecs.int64());
                ManagedQueue<Long> done = manager.queue("done", Codecs.int64());
                Script.reached("ready");
                while (true) {
                    try (ManagedClaim<Long> job = jobs.claim()) {
                        done.put(job.message());
                        job.ack();
                    }
                    if (done.appended() % 50 == 0) {
                        Script.reached("going");
                    }
                }
            } catch (QueueClosedException end) {
                return;
            }
        }
    }

    @Test
    void shouldLoseNothingWhenConsumersAreKilledUnderLoad() throws Exception {
        SharedQueue<Long> jobs = parley.queue("jobs", Codecs.int64());
        List<ForkedJvm> workers = new ArrayList<>(List.of(client(Worker.class), client(Worker.class)));
        for (long i = 0; i < MESSAGES; i++) {
            jobs.put(i);
        }
        for (int kill = 0; kill < 2; kill++) {
            workers.get(kill).awaitReached("going", Served.LONG);
            workers.get(kill).kill();
            workers.add(client(Worker.class));
        }
        jobs.closeForWriting();
        workers.get(2).awaitExit(0, Served.LONG);
        workers.get(3).awaitExit(0, Served.LONG);

        List<Long> done = new ArrayList<>(parley.queue("done", Codecs.int64()));
        Set<Long> once = new TreeSet<>(done);
        assertThat(once).hasSize(MESSAGES);
        assertThat((long) done.size() - once.size()).isLessThanOrEqualTo(jobs.redelivered());
        assertThat(jobs.claimed()).isZero();
        assertThat(jobs.isDrained()).isTrue();
    }

    @Test
    void shouldHandOutAgainWhatClientsOfAKilledServerHad() throws Exception {
        Path other = directory.resolve("other");
        ForkedJvm killed = Served.builder(other, 0).start();
        int port = Served.port(killed);
        try (Manager manager = Served.connect(port)) {
            ManagedQueue<Long> queue = manager.queue("q", Codecs.int64());
            queue.putAll(List.of(1L, 2L));
            queue.claim();

            killed.kill();

            ForkedJvm successor = Served.builder(other, port).start();
            Served.port(successor);
            try (Manager again = Served.connect(port)) {
                ManagedClaim<Long> claim = again.queue("q", Codecs.int64()).claim();
                assertThat(claim.message()).isEqualTo(1L);
                assertThat(claim.deliveries()).isEqualTo(2);
                claim.ack();
                assertThat(again.queue("q", Codecs.int64()).take()).isEqualTo(2L);
            }
        }
    }
}
