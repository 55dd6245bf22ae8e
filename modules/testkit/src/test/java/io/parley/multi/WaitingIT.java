package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.WaitStrategy;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Doorbell;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many waiters in many processes: whoever is rung for wakes up, whatever becomes of the others. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class WaitingIT {
    /** Tickets given out before the ringer waits until all are taken and everybody falls asleep: at most so many. */
    private static final int LONGEST_BURST = 1_000;

    private static final int SHORT_BURST = 3;
    /** In spins; together about what it takes to fall asleep. */
    private static final int LONGEST_PAUSE = 400;

    @TempDir
    Path directory;

    /** Tickets and a doorbell. Without slices that would heal a lost wake-up: a lost one is a test that hangs. */
    private static final class TicketOffice {
        private static final long SLICE_NS = Duration.ofMinutes(1).toNanos();
        private static final int BELL = 128;
        private static final int GIVEN = 256;
        private static final int TAKEN = 384;
        private static final int CLOSED = 512;

        private final Memory memory;
        private final Doorbell bell;

        TicketOffice(Parley parley) {
            Domain domain = Domain.of(parley);
            ObjectFile file = domain.openObject("office", new ObjectFile.Spec(ObjectKind.LOCK, 0, 1, 640, m -> {}));
            this.memory = file.memory();
            this.bell = new Doorbell(memory, BELL, domain.clock());
        }

        void give() {
            memory.getAndAddLong(GIVEN, 1);
            bell.ring();
        }

        boolean isEmpty() {
            return memory.getLongVolatile(TAKEN) == memory.getLongVolatile(GIVEN);
        }

        /** False once the office is closed. */
        boolean take(WaitStrategy strategy) throws InterruptedException {
            while (true) {
                long taken = memory.getLongVolatile(TAKEN);
                if (taken < memory.getLongVolatile(GIVEN)) {
                    if (memory.compareAndSetLong(TAKEN, taken, taken + 1)) {
                        return true;
                    }
                } else if (isClosed()) {
                    return false;
                } else {
                    // a strategy that spins would look, and hesitate, thousands of times
                    boolean hesitates = strategy.maxSpins() == 0;
                    bell.await(() -> isOver(hesitates), Long.MAX_VALUE, SLICE_NS, strategy);
                }
            }
        }

        /** May take its time after it looked: what changes meanwhile must not be overlooked. */
        private boolean isOver(boolean hesitates) {
            boolean over = !isEmpty() || isClosed();
            if (!over && hesitates) {
                pause(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE));
            }
            return over;
        }

        private boolean isClosed() {
            return memory.getIntVolatile(CLOSED) != 0;
        }

        void close() {
            memory.putIntVolatile(CLOSED, 1);
            bell.ringAll();
        }
    }

    /** Threads that take tickets. Arguments: domain, the name of a wait strategy, how many. */
    static final class Takers {
        public static void main(String[] args) throws InterruptedException {
            WaitStrategy strategy = args[1].equals("block") ? WaitStrategy.block() : WaitStrategy.adaptive();
            try (Parley parley = Domains.open(Path.of(args[0]), "takers")) {
                TicketOffice office = new TicketOffice(parley);
                AtomicLong taken = new AtomicLong();
                List<Thread> threads = IntStream.range(0, Integer.parseInt(args[2]))
                        .mapToObj(i -> new Thread(() -> takeAll(office, strategy, taken), "taker-" + i))
                        .toList();
                threads.forEach(Thread::start);
                Script.reached("started");
                for (Thread thread : threads) {
                    thread.join();
                }
                Script.report("taken", taken);
            }
        }

        private static void takeAll(TicketOffice office, WaitStrategy strategy, AtomicLong taken) {
            try {
                while (office.take(strategy)) {
                    taken.incrementAndGet();
                }
            } catch (InterruptedException nobodyDoes) {
                throw new AssertionError(nobodyDoes);
            }
        }
    }

    /** A crowd in which there is always somebody else to wake, and so few that each wake-up counts. */
    @ParameterizedTest
    @CsvSource({
        "block, 4, 50, 100000",
        "adaptive, 4, 50, 100000",
        "block, 1, 1, 30000",
        "block, 2, 1, 30000",
        "adaptive, 3, 1, 30000"
    })
    void shouldLoseNoWakeUp(String strategy, int processes, int threads, int rings) {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "ringer")) {
            TicketOffice office = new TicketOffice(parley);
            List<ForkedJvm> takers = IntStream.range(0, processes)
                    .mapToObj(i -> Domains.child(Takers.class, domain, strategy, Integer.toString(threads))
                            .start())
                    .toList();
            takers.forEach(jvm -> jvm.awaitReached("started", START));
            takers.forEach(jvm -> Sleepers.await(jvm.pid(), "taker-", threads));

            SplittableRandom random = new SplittableRandom(Seeds.derive("bursts"));
            int longest = processes * threads > 10 ? LONGEST_BURST : SHORT_BURST;
            for (int given = 0; given < rings; ) {
                // mostly short, so that the waiters keep falling asleep, and at any moment of it
                int burst = Math.min(1 + random.nextInt(1 + random.nextInt(longest)), rings - given);
                pause(random.nextInt(LONGEST_PAUSE));
                for (int i = 0; i < burst; i++) {
                    office.give();
                }
                given += burst;
                awaitEmpty(office);
            }
            office.close();

            takers.forEach(jvm -> jvm.awaitExit(0, HANG));
            assertThat(takers.stream()
                            .mapToLong(
                                    jvm -> Long.parseLong(jvm.reported("taken").orElseThrow()))
                            .sum())
                    .isEqualTo(rings);
        }
    }

    private static void pause(int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEmpty(TicketOffice office) {
        long startNs = System.nanoTime();
        while (!office.isEmpty()) {
            Thread.yield();
            assertThat(System.nanoTime() - startNs).as("a wake-up was lost").isLessThan(HANG.toNanos());
        }
    }
}
