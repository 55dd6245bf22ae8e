package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random puts, takes, claims, subscribers and retention over files of some ten messages, against a model that knows
 * what everybody has to get next. Nobody ever misses a message or gets one of another's.
 */
@Timeout(120)
class RetentionModelTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int STEPS = 500;
    /** Steps after which files may be gone. */
    private static final Set<String> DELETING = Set.of("put", "apply", "open");

    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private Parley parley;
    private final List<SharedQueue<byte[]>> handles = new ArrayList<>();
    private final Map<String, Subscriber<byte[]>> attached = new HashMap<>();
    /* The model. */
    private final Map<String, Long> committed = new HashMap<>();
    private final List<Claim<byte[]>> claims = new ArrayList<>();
    private long appended;
    private long taken;
    private long first;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        handles.add(handle());
        handles.add(handle());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private SharedQueue<byte[]> handle() {
        return parley.queue("big", Codecs.bytes(), o -> o.rollBytes(1 << 18));
    }

    private SharedQueue<byte[]> any() {
        return handles.get(random.nextInt(handles.size()));
    }

    @Test
    void shouldNeverLoseWhatSomebodyNeeds() throws Exception {
        long deleted = 0;
        for (int i = 0; i < STEPS; i++) {
            String step = step();
            if (DELETING.contains(step)) {
                deleted += check(step + " in step " + i + ", -Dparley.seed=" + SEED);
            }
        }
        assertThat(deleted).as("messages deleted").isGreaterThan(20);
    }

    private String step() throws Exception {
        int chosen = random.nextInt(100);
        if (chosen < 40) {
            put();
            return "put";
        } else if (chosen < 58) {
            take();
            return "take";
        } else if (chosen < 68) {
            claim();
            return "claim";
        } else if (chosen < 90) {
            read(NAMES.get(random.nextInt(NAMES.size())));
            return "read";
        } else if (chosen < 94) {
            detachOrRemove(NAMES.get(random.nextInt(NAMES.size())));
            return "detach";
        } else if (chosen < 96) {
            any().setRetention(rules());
            return "rules";
        } else if (chosen < 98) {
            any().applyRetention();
            return "apply";
        } else if (chosen < 99) {
            int replaced = random.nextInt(handles.size());
            NAMES.forEach(this::detach);
            claims.forEach(Claim::ack);
            claims.clear();
            handles.get(replaced).close();
            handles.set(replaced, handle());
            return "open";
        }
        readEverything();
        return "replay";
    }

    private void put() throws InterruptedException {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            byte[] message = ByteBuffer.allocate(8 + random.nextInt(40_000))
                    .putLong(appended++)
                    .array();
            any().put(message);
        }
    }

    private void take() {
        byte[] message = any().poll();
        if (taken < appended) {
            assertThat(number(message)).isEqualTo(taken++);
        } else {
            assertThat(message).isNull();
        }
    }

    private void claim() {
        if (claims.size() > 3 || random.nextBoolean() && !claims.isEmpty()) {
            claims.remove(random.nextInt(claims.size())).ack();
        } else if (taken < appended) {
            Claim<byte[]> claim = any().tryClaim().orElseThrow();
            assertThat(claim.sequence()).isEqualTo(number(claim.message())).isEqualTo(taken++);
            claims.add(claim);
        }
    }

    private void read(String name) throws InterruptedException {
        Subscriber<byte[]> subscriber = attached.computeIfAbsent(name, this::attach);
        if (random.nextInt(20) == 0) {
            long target = first + random.nextInt((int) (appended - first + 1));
            subscriber.seek(Position.sequence(target));
            committed.put(name, target);
        }
        long next = subscriber.next();
        assertThat(next).isBetween(committed.get(name), appended);
        if (next < appended) {
            int most = 1 + random.nextInt(12);
            for (QueueEntry<byte[]> entry : subscriber.takeBatch(most)) {
                assertThat(entry.sequence()).isEqualTo(number(entry.message())).isEqualTo(next++);
            }
            if (random.nextBoolean()) {
                subscriber.commit();
            }
            committed.put(name, subscriber.committed());
        }
    }

    private Subscriber<byte[]> attach(String name) {
        boolean known = committed.containsKey(name);
        long position = first + random.nextInt((int) (appended - first + 1));
        Subscriber<byte[]> subscriber = any().subscriber(name, o -> o.from(Position.sequence(position)));
        assertThat(subscriber.next()).isEqualTo(known ? committed.get(name) : position);
        committed.putIfAbsent(name, position);
        return subscriber;
    }

    private void detachOrRemove(String name) {
        if (random.nextBoolean()) {
            detach(name);
        } else {
            assertThat(any().removeSubscriber(name)).isEqualTo(committed.remove(name) != null);
            detach(name);
        }
    }

    private void detach(String name) {
        Subscriber<byte[]> subscriber = attached.remove(name);
        if (subscriber != null) {
            subscriber.close();
        }
    }

    private Retention rules() {
        return switch (random.nextInt(4)) {
            case 0 -> Retention.everything();
            case 1 -> Retention.everything().keep(Duration.ofNanos(1));
            case 2 -> Retention.everything().keepBytes(random.nextInt(2_000_000));
            default -> Retention.everything().keepUntilRead();
        };
    }

    private void readEverything() {
        long[] next = {first};
        any().forEach(
                        0,
                        entry -> assertThat(entry.sequence())
                                .isEqualTo(number(entry.message()))
                                .isEqualTo(next[0]++));
        assertThat(next[0]).isEqualTo(appended);
    }

    /** The log begins where it did or later, and nobody's next message is gone; returns how many went. */
    private long check(String step) {
        long before = first;
        first = firstThereIs();
        assertThat(first).as(step).isBetween(before, Math.min(taken, appended));
        committed.forEach((name, position) ->
                assertThat(first).as("first, after %s; %s", step, name).isLessThanOrEqualTo(position));
        claims.forEach(claim ->
                assertThat(first).as("first, after %s; %s", step, claim).isLessThanOrEqualTo(claim.sequence()));
        return first - before;
    }

    private long firstThereIs() {
        Subscriber<byte[]> probe = any().subscriber("probe", o -> o.from(Position.start()));
        long found = probe.next();
        probe.delete();
        return found;
    }

    private static long number(byte[] message) {
        return ByteBuffer.wrap(message).getLong();
    }
}
