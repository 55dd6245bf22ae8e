package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes create the same name at the same moment: one does, and both end up with the same object. */
@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class CreationIT {
    private static final int ROUNDS = 1_000;
    private static final int QUEUE_ROUNDS = 30;
    private static final int DOMAIN_ROUNDS = 100;
    private static final int MESSAGES = 20;
    private static final int TURNS = 10;
    private static final long INITIAL = 1_000;
    /** What each of the two adds: the sum tells whose share is missing. */
    private static final long[] SHARE = {1, 1 << 20};

    private static final Duration RACE = Duration.ofSeconds(200);

    @TempDir
    Path directory;

    /** Creates four objects in each round. Arguments: domain, 0 or 1. */
    static final class ObjectRacer {
        private static final ObjectFile.Spec SPEC =
                new ObjectFile.Spec(ObjectKind.LONG, 'q', 1, ObjectHeader.LENGTH + 256, memory -> {});

        public static void main(String[] args) {
            int me = Integer.parseInt(args[1]);
            try (Parley parley = Domains.open(Path.of(args[0]), "racer-" + me)) {
                StartLine line = new StartLine(parley, 2);
                SharedLongArray generations = parley.longArray("generations-" + me, ROUNDS);
                SharedLongArray creators = parley.longArray("creators", ROUNDS);
                for (int round = 0; round < ROUNDS; round++) {
                    line.await();
                    try (SharedLong value = parley.longValue("value-" + round, INITIAL + me)) {
                        value.getAndAdd(SHARE[me]);
                    }
                    line.await();
                    try (SharedIntArray array = parley.intArray("array-" + round, 3)) {
                        array.getAndAdd(me, 1);
                        array.getAndAdd(2, (int) SHARE[me]);
                    }
                    line.await();
                    lockedIncrements(parley, round);
                    line.await();
                    ObjectFile raw = Domain.of(parley).openObject("raw-" + round, SPEC);
                    creators.getAndAdd(round, raw.isCreated() ? 1 : 0);
                    generations.set(round, raw.header().generation());
                }
            }
        }

        private static void lockedIncrements(Parley parley, int round) {
            try (SharedLock lock = parley.lock("lock-" + round);
                    SharedLong guarded = parley.longValue("guarded-" + round)) {
                for (int turn = 0; turn < TURNS; turn++) {
                    lock.lock();
                    guarded.setPlain(guarded.getPlain() + 1);
                    lock.unlock();
                }
            }
        }
    }

    /** Creates a queue in each round. Arguments: domain, 0 or 1. */
    static final class QueueRacer {
        public static void main(String[] args) throws InterruptedException {
            int me = Integer.parseInt(args[1]);
            try (Parley parley = Domains.open(Path.of(args[0]), "racer-" + me)) {
                StartLine line = new StartLine(parley, 2);
                for (int round = 0; round < QUEUE_ROUNDS; round++) {
                    line.await();
                    try (SharedQueue<String> queue =
                            parley.queue("queue-" + round, Codecs.utf8(), o -> o.latency(true))) {
                        for (int i = 0; i < MESSAGES; i++) {
                            queue.put(me + ":" + i);
                        }
                    }
                }
            }
        }
    }

    /** Founds a domain in each round. Arguments: control domain, 0 or 1, where the others go. */
    static final class DomainRacer {
        public static void main(String[] args) {
            int me = Integer.parseInt(args[1]);
            try (Parley control = Domains.open(Path.of(args[0]), "racer-" + me)) {
                StartLine line = new StartLine(control, 2);
                for (int round = 0; round < DOMAIN_ROUNDS; round++) {
                    line.await();
                    try (Parley parley = Domains.open(Path.of(args[2]).resolve("domain-" + round), "racer-" + me)) {
                        parley.longValue("value", INITIAL).getAndAdd(SHARE[me]);
                        line.await();
                        var alive = Domains.alive(parley);
                        if (!alive.toString().equals("{racer-0=true, racer-1=true}")) {
                            throw new AssertionError("round " + round + ": " + alive);
                        }
                        line.await();
                    }
                }
            }
        }
    }

    @Test
    void shouldCreateEachObjectOnce() {
        race(ObjectRacer.class);

        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLongArray first = parley.longArray("generations-0", ROUNDS);
            assertThat(parley.longArray("generations-1", ROUNDS).toArray()).isEqualTo(first.toArray());
            assertThat(first.stream().distinct().count()).isEqualTo(ROUNDS);
            assertThat(parley.longArray("creators", ROUNDS).stream()).containsOnly(1L);
            for (int round = 0; round < ROUNDS; round++) {
                long added = parley.longValue("value-" + round).get() - SHARE[0] - SHARE[1];
                assertThat(added).as("initial value, round %d", round).isIn(INITIAL, INITIAL + 1);
                assertThat(parley.intArray("array-" + round, 3).toArray())
                        .containsExactly(1, 1, (int) (SHARE[0] + SHARE[1]));
                assertThat(parley.longValue("guarded-" + round).get()).isEqualTo(2 * TURNS);
            }
        }
        assertThat(Domains.leftovers(domain())).isEmpty();
    }

    @Test
    void shouldCreateEachQueueOnce() {
        race(QueueRacer.class);

        try (Parley parley = Domains.open(domain(), "test")) {
            for (int round = 0; round < QUEUE_ROUNDS; round++) {
                try (SharedQueue<String> queue = parley.queue("queue-" + round, Codecs.utf8())) {
                    List<String> messages = new ArrayList<>();
                    queue.drainTo(messages);
                    assertThat(messages).hasSize(2 * MESSAGES);
                    for (int me = 0; me < 2; me++) {
                        String prefix = me + ":";
                        assertThat(messages)
                                .filteredOn(m -> m.startsWith(prefix))
                                .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                                        .mapToObj(i -> prefix + i)
                                        .toList());
                    }
                    assertThat(queue.recoveries()).isZero();
                }
            }
        }
        assertThat(Domains.leftovers(domain())).isEmpty();
    }

    @Test
    void shouldFoundEachDomainOnce() {
        race(DomainRacer.class);

        requireDomains();
    }

    /** As in two containers: both processes have the number 1. */
    @Test
    void shouldFoundEachDomainOnceFromTwoPidNamespaces() {
        Namespaces.assume();

        race(DomainRacer.class, Namespaces.UNSHARE);

        requireDomains();
    }

    private void requireDomains() {
        for (int round = 0; round < DOMAIN_ROUNDS; round++) {
            Path founded = directory.resolve("domain-" + round);
            try (Parley parley = Domains.open(founded, "test")) {
                assertThat(parley.longValue("value").get()).isEqualTo(INITIAL + SHARE[0] + SHARE[1]);
                assertThat(Domains.alive(parley)).containsOnlyKeys("test");
            }
            assertThat(Domains.leftovers(founded)).isEmpty();
        }
    }

    private void race(Class<?> racer, String... prefix) {
        List<ForkedJvm> racers = IntStream.range(0, 2)
                .mapToObj(me -> Domains.child(racer, domain(), Integer.toString(me), directory.toString())
                        .prefixCommand(prefix)
                        .start())
                .toList();
        racers.forEach(jvm -> jvm.awaitExit(0, RACE));
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
