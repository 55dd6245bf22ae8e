package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All processes of a domain are killed at once, in the middle of their work: the next ones go on from there. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class KillAllIT {
    private static final int CROWD = 4;
    private static final int MASSACRES = 3;
    /** For claims of the dead to come back. */
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path directory;

    /** Puts a message and handles one, under a lock, for ever. Arguments: domain, number. */
    static final class Worker {
        public static void main(String[] args) throws InterruptedException {
            int me = Integer.parseInt(args[1]);
            Parley parley = Domains.open(Path.of(args[0]), "worker");
            SharedQueue<byte[]> queue = parley.queue("traffic", Codecs.bytes());
            SharedLongArray acknowledged = parley.longArray("acknowledged", CROWD);
            SharedLong handled = parley.longValue("handled");
            SharedLock lock = parley.lock("lock");
            Script.reached("ready");
            for (long number = acknowledged.get(me); ; number++) {
                queue.put(message(me, number));
                acknowledged.set(me, number + 1);
                lock.lock();
                Claim<byte[]> claim = queue.claim();
                handled.incrementAndGet();
                claim.ack();
                lock.unlock();
            }
        }

        static byte[] message(int worker, long number) {
            return new byte[] {(byte) worker, (byte) number, (byte) (number >> 8), (byte) (number >> 16)};
        }
    }

    /** One command for all of them, in the middle of their work, again and again. */
    @Test
    void shouldSurviveTheDeathOfAllAtOnce() throws Exception {
        for (int round = 1; round <= MASSACRES; round++) {
            List<ForkedJvm> workers = IntStream.range(0, CROWD)
                    .mapToObj(i -> Domains.child(Worker.class, domain(), Integer.toString(i))
                            .start())
                    .toList();
            workers.forEach(jvm -> jvm.awaitReached("ready", START));
            try (Parley parley = Domains.open(domain(), "test")) {
                long before = parley.longValue("handled").get();
                await().atMost(HANG).until(() -> parley.longValue("handled").get() > before + 200);
            }
            List<String> command = new ArrayList<>(List.of("kill", "-9"));
            workers.forEach(jvm -> command.add(Long.toString(jvm.pid())));
            assertThat(Namespaces.exitCode(command.toArray(String[]::new))).isZero();
            workers.forEach(ForkedJvm::kill);
            requireNothingLost();
        }
    }

    /** Every message that put returned for is in the log, whole and in order, and was handled, or can be now. */
    private void requireNothingLost() throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test");
                SharedQueue<byte[]> queue = parley.queue("traffic", Codecs.bytes())) {
            long[] found = new long[CROWD];
            for (QueueEntry<byte[]> entry : queue.entries()) {
                int worker = entry.message()[0];
                assertThat(entry.message()).isEqualTo(Worker.message(worker, found[worker]));
                found[worker]++;
            }
            SharedLongArray acknowledged = parley.longArray("acknowledged", CROWD);
            for (int worker = 0; worker < CROWD; worker++) {
                assertThat(found[worker] - acknowledged.get(worker)).isBetween(0L, 1L);
                acknowledged.set(worker, found[worker]);
            }
            long drained = 0;
            for (Optional<Claim<byte[]>> next = queue.claim(SHORT); next.isPresent(); next = queue.claim(SHORT)) {
                next.get().ack();
                drained++;
            }
            // each worker may have died between counting a message and acknowledging it
            long handled = parley.longValue("handled").addAndGet(drained);
            assertThat(handled - queue.appended()).isBetween(0L, (long) CROWD);
            parley.longValue("handled").set(queue.appended());
            assertThat(queue.size()).isZero();
            assertThat(queue.claimed()).isZero();
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
