package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.SubscriberInUseException;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.Position;
import io.parley.queue.QueueEntry;
import io.parley.queue.Retention;
import io.parley.queue.RetentionReport;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import io.parley.queue.SubscriberInfo;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/**
 * A subscriber that dies gets exactly that again which it was dealing with. Who dies deleting files leaves a log that
 * others read, append to and delete from.
 */
@Timeout(180)
class SubscriberCrashIT extends CrashContract {
    private static final int LENGTH = 2_000;
    private static final Retention RULES =
            Retention.everything().keepUntilRead().notForConsumers();

    private SharedQueue<byte[]> queue;
    private SharedLong handled;

    private static SharedQueue<byte[]> open(Parley parley, String name) {
        return parley.queue(name, Codecs.bytes(), o -> o.rollBytes(1 << 18).retention(RULES));
    }

    /** The survivors put and subscribe; the victim subscribes, or deletes. */
    static final class Actor extends CrashActor {
        private SharedQueue<byte[]> queue;
        private Subscriber<byte[]> subscriber;
        private SharedLong handled;
        private long expected = -1;

        @Override
        void open(Parley parley) {
            queue = SubscriberCrashIT.open(parley, "news");
            handled = parley.longValue("handled");
            if (number != Control.VICTIM) {
                subscriber = queue.subscriber("survivor-" + number);
            }
        }

        @Override
        void work() throws InterruptedException {
            queue.put(new byte[LENGTH]);
            QueueEntry<byte[]> entry;
            while ((entry = subscriber.pollEntry()) != null) {
                if (expected != -1 && entry.sequence() != expected) {
                    throw new IllegalStateException("gap: expected=" + expected + ", got=" + entry.sequence());
                }
                expected = entry.sequence() + 1;
            }
        }

        @Override
        void die(String operation) throws InterruptedException {
            switch (operation) {
                case "attach" -> queue.subscriber("victim").close();
                case "read" -> read();
                case "iterate" -> {
                    queue.entries().iterator().next();
                    queue.subscriber("victim");
                }
                case "retain" -> {
                    queue.removeSubscriber("laggard");
                    queue.applyRetention();
                }
                default -> queue.setRetention(RULES);
            }
        }

        private void read() throws InterruptedException {
            if (subscriber == null) {
                subscriber = queue.subscriber("victim", o -> o.from(Position.end()));
            }
            handled.set(subscriber.takeBatch(1).get(0).sequence());
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("attach", Failpoint.SUBSCRIBER_ATTACHED),
                Death.in("iterate", Failpoint.SUBSCRIBER_ATTACHED).atOnce(),
                Death.in("read", Failpoint.SUBSCRIBER_BEFORE_COMMIT),
                Death.in("read", Failpoint.SUBSCRIBER_COMMITTED),
                Death.in("retain", Failpoint.RETENTION_CURSOR_MOVED).atOnce(),
                Death.in("retain", Failpoint.RETENTION_BEFORE_DELETE).atOnce(),
                Death.in("retain", Failpoint.RETENTION_BETWEEN_FILES).atOnce(),
                Death.in("set", Failpoint.RETENTION_HALF_SET));
    }

    @Override
    void open(Parley parley) {
        queue = open(parley, "news");
        handled = parley.longValue("handled");
    }

    @Override
    void beforeDeath(Death death) {
        // Keeps some files until the victim is there.
        if (death.operation().equals("retain")) {
            queue.subscriber("laggard").close();
            await().until(() -> queue.dryRunRetention().files().size() > 4);
        }
    }

    @Override
    void afterDeath(Death death) throws Exception {
        switch (death.operation()) {
            case "attach", "read" -> requireSuccession(death.point());
            case "iterate" -> {
                queue.subscriber("victim").delete();
                await().until(() -> queue.applyRetention().files().size() < 4);
            }
            case "retain" -> requireTidiness();
            default -> {
                assertThat(queue.retention()).isEqualTo(Retention.everything());
                queue.setRetention(RULES);
            }
        }
    }

    private void requireSuccession(Failpoint point) throws InterruptedException {
        SubscriberInfo dead = queue.subscribers().stream()
                .filter(info -> info.name().equals("victim"))
                .findFirst()
                .orElseThrow();
        assertThat(dead.alive()).isFalse();
        assertThatThrownBy(() -> queue.subscriber("survivor-0"))
                .isInstanceOf(SubscriberInUseException.class)
                .hasMessageContaining("actor-0");
        Subscriber<byte[]> successor = queue.subscriber("victim");
        if (point != Failpoint.SUBSCRIBER_ATTACHED) {
            long next = handled.get() + (point == Failpoint.SUBSCRIBER_COMMITTED ? 1 : 0);
            assertThat(successor.committed()).isEqualTo(next);
        }
        long committed = successor.committed();
        assertThat(successor.takeBatch(1).get(0).sequence()).isEqualTo(committed);
        successor.delete();
    }

    private void requireTidiness() throws IOException {
        RetentionReport report = queue.applyRetention();
        Path stays = report.files().stream()
                .filter(file -> !file.goes())
                .findFirst()
                .orElseThrow()
                .path();
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".cq4")))
                    .allSatisfy(file -> assertThat(file).isGreaterThanOrEqualTo(stays));
        }
        assertThat(readAll().get(0)).isPositive();
    }

    @Override
    void atTheEnd() {
        RetentionReport report = queue.applyRetention();
        assertThat(report.files()).filteredOn(file -> !file.goes()).hasSizeLessThan(8);
        List<Long> left = readAll();
        assertThat(left.get(0) + left.size()).isEqualTo(queue.appended());
    }

    private List<Long> readAll() {
        List<Long> sequences = new ArrayList<>();
        queue.forEach(0, entry -> sequences.add(entry.sequence()));
        return sequences;
    }
}
