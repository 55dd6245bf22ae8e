package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.crash.KillsAt;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A process dies while it creates something, joins, or clears up after another: the others do not notice. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
@KillsAt({Failpoint.CREATE_BEFORE_LINK, Failpoint.CREATE_AFTER_LINK, Failpoint.SLOT_LOCKED, Failpoint.REAP_HALF_DONE})
public class CreationCrashIT {
    private static final long VICTIMS_VALUE = 7;
    private static final long SURVIVORS_VALUE = 9;
    private static final String MESSAGE = "from the survivor";

    @TempDir
    Path directory;

    /** Opens the domain. */
    static final class Founder {
        public static void main(String[] args) {
            Domains.open(Path.of(args[0]), "founder");
        }
    }

    /** Creates one of each kind of object. */
    static final class Creator {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "creator");
            parley.longValue("value", VICTIMS_VALUE);
            useQueue(parley);
            parley.close();
        }
    }

    /** Creates two values at the same time in two threads. */
    static final class TwoCreators {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "creator");
            Thread other = new Thread(() -> parley.longValue("first", VICTIMS_VALUE));
            other.setDaemon(true);
            other.start();
            Script.barrier("first");
            parley.longValue("second", VICTIMS_VALUE);
        }
    }

    /** Opens the domain, which clears up after the dead. */
    static final class Newcomer {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "newcomer")) {
                parley.longValue("value", SURVIVORS_VALUE);
                useQueue(parley);
            }
        }
    }

    /** Puts a message and takes the oldest, whoever put it. */
    private static void useQueue(Parley parley) throws InterruptedException {
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8(), o -> o.latency(true))) {
            queue.put(MESSAGE);
            assertThat(queue.take()).isEqualTo(MESSAGE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_BEFORE_LINK", "CREATE_AFTER_LINK"})
    void shouldOpenADomainWhoseFounderDied(Failpoint point) {
        Path domain = directory.resolve("domain");
        ForkedJvm founder = Domains.child(Founder.class, domain)
                .failAt(point, FailAction.KILL)
                .start();
        founder.awaitFailpoint(point, START);

        try (Parley newcomer = Domains.open(domain, "newcomer")) {
            assertThat(newcomer.longValue("value", SURVIVORS_VALUE).get()).isEqualTo(SURVIVORS_VALUE);
            assertThat(Domains.alive(newcomer)).containsOnlyKeys("newcomer");
        }
        assertThat(Domains.leftovers(domain)).isEmpty();
    }

    /**
     * Walks through every passing of the failpoint, from the value to the queue's last file, each in its own domain.
     */
    @ParameterizedTest
    @CsvSource({"CREATE_BEFORE_LINK, 4", "CREATE_AFTER_LINK, 3"})
    void shouldLeaveNothingHalfMade(Failpoint point, int leastPassings) throws InterruptedException {
        int passings = 0;
        while (diesAtPassing(point, passings + 1)) {
            passings++;
        }
        assertThat(passings).as("passings of %s", point).isGreaterThanOrEqualTo(leastPassings);
    }

    private boolean diesAtPassing(Failpoint point, int nth) throws InterruptedException {
        Path domain = directory.resolve("domain-" + nth);
        try (Parley survivor = Domains.open(domain, "survivor")) {
            ForkedJvm victim = Domains.child(Creator.class, domain)
                    .failAt(point, FailAction.KILL, nth)
                    .start();
            if (victim.waitFor(START) == 0) {
                return false;
            }
            victim.awaitFailpoint(point, HANG);
            assertThat(Domains.alive(survivor)).containsEntry("creator", false).containsEntry("survivor", true);

            // the one that was there uses the objects at once
            assertThat(survivor.longValue("value", SURVIVORS_VALUE).get()).isIn(VICTIMS_VALUE, SURVIVORS_VALUE);
            useQueue(survivor);

            // and somebody clears up
            Finisher finisher = nth % 2 == 0 ? Finisher.NEWCOMER : Finisher.SURVIVOR;
            finisher.clearUp(survivor);
            assertThat(Domains.leftovers(domain)).as("passing %d", nth).isEmpty();
            assertThat(Domains.alive(survivor)).containsOnlyKeys("survivor");
            return true;
        }
    }

    @Test
    void shouldFreeTheSlotOfOneThatDiedWhileJoining() {
        try (Parley survivor = Domains.open(directory.resolve("domain"), "survivor")) {
            for (int round = 0; round < 3; round++) {
                ForkedJvm victim = Domains.child(Creator.class, directory.resolve("domain"))
                        .failAt(Failpoint.SLOT_LOCKED, FailAction.KILL)
                        .start();
                victim.awaitFailpoint(Failpoint.SLOT_LOCKED, START);
                assertThat(Domains.alive(survivor)).containsOnlyKeys("survivor");
            }

            ForkedJvm newcomer =
                    Domains.child(Newcomer.class, directory.resolve("domain")).start();

            newcomer.awaitExit(0, START);
            assertThat(Domains.alive(survivor)).containsOnlyKeys("survivor");
            assertThat(survivor.reap()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFinishWhatADeadReaperBegan(Finisher finisher) {
        Path domain = directory.resolve("domain");
        try (Parley survivor = Domains.open(domain, "survivor")) {
            // given one that died with two half-built files, and a reaper that died between them
            ForkedJvm victim = Domains.child(TwoCreators.class, domain)
                    .failAt(Failpoint.CREATE_BEFORE_LINK, FailAction.PAUSE, 1)
                    .failAt(Failpoint.CREATE_BEFORE_LINK, FailAction.KILL, 2)
                    .start();
            victim.awaitFailpoint(Failpoint.CREATE_BEFORE_LINK, START);
            victim.awaitReached("first", START);
            victim.proceed("first");
            victim.awaitFailpoint(Failpoint.CREATE_BEFORE_LINK, HANG);
            assertThat(Domains.leftovers(domain)).hasSize(2);
            ForkedJvm reaper = Domains.child(Newcomer.class, domain)
                    .failAt(Failpoint.REAP_HALF_DONE, FailAction.KILL)
                    .start();
            reaper.awaitFailpoint(Failpoint.REAP_HALF_DONE, START);
            assertThat(Domains.leftovers(domain)).hasSize(1);
            assertThat(Domains.alive(survivor)).containsEntry("creator", false);

            // when somebody else clears up
            finisher.clearUp(survivor);

            // then nothing of the dead is left, and nobody counts them twice
            assertThat(Domains.leftovers(domain)).isEmpty();
            assertThat(Domains.alive(survivor)).containsOnlyKeys("survivor");
            assertThat(survivor.reap()).isZero();
            assertThat(survivor.longValue("first", SURVIVORS_VALUE).get()).isEqualTo(SURVIVORS_VALUE);
        }
    }

    /** Who goes on where the dead reaper stopped. */
    enum Finisher {
        SURVIVOR {
            @Override
            void clearUp(Parley survivor) {
                assertThat(survivor.reap()).isEqualTo(1);
            }
        },
        NEWCOMER {
            @Override
            void clearUp(Parley survivor) {
                Domains.child(Newcomer.class, survivor.directory()).start().awaitExit(0, START);
            }
        };

        abstract void clearUp(Parley survivor);
    }
}
