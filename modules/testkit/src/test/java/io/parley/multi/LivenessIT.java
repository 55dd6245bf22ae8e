package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import io.parley.sync.HolderInfo;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is dead and who only looks it: another process can tell, and takes from nobody but the dead. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class LivenessIT {
    /**
     * Runs its arguments in the background, then becomes a program that never collects them: their ends are zombies.
     */
    private static final String[] LEAVES_ZOMBIES = {"sh", "-c", "exec 3<&0; \"$@\" <&3 & exec sleep 600", "sh"};
    /** Many times what it takes to take a lock over from the dead. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(400);

    @TempDir
    Path directory;

    /** Claims a message and does not finish it. */
    static final class Claimer {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "claimer");
            Claim<String> claim = parley.queue("queue", Codecs.utf8()).claim();
            Script.barrier("claimed");
            claim.ack();
            Script.reached("acknowledged");
            Script.await("the end");
        }
    }

    @Test
    void shouldTellTheDeadFromTheLiving() {
        try (Parley parley = Domains.open(domain(), "test")) {
            // given processes that hold a lock each
            Map<String, ForkedJvm> holders = new LinkedHashMap<>();
            for (String name : List.of("killed", "terminated", "returned", "exited", "closed", "running", "stopped")) {
                holders.put(name, holder(name, ending(name)));
            }
            holders.put("zombie", holder("zombie", "never", LEAVES_ZOMBIES));
            holders.values().forEach(jvm -> jvm.awaitReached(Holder.HOLDING, START));
            assertThat(Domains.alive(parley)).hasSize(9).doesNotContainValue(false);

            // when each meets its fate
            holders.get("killed").kill();
            holders.get("zombie").kill();
            holders.get("terminated").terminate();
            List.of("returned", "exited", "closed")
                    .forEach(name -> holders.get(name).proceed(Holder.HOLDING));
            holders.get("closed").awaitReached(Holder.RELEASED, HANG);
            holders.get("stopped").stop();

            // then the table knows, except for the one who left in good order
            Map<String, Boolean> expected = Map.of(
                    "test",
                    true,
                    "running",
                    true,
                    "stopped",
                    true,
                    "killed",
                    false,
                    "terminated",
                    false,
                    "returned",
                    false,
                    "exited",
                    false,
                    "zombie",
                    false);
            await().atMost(HANG)
                    .untilAsserted(() -> assertThat(Domains.alive(parley)).isEqualTo(expected));
            assertThat(holders.get("zombie").processState()).isEqualTo('Z');
            assertThat(holders.get("stopped").processState()).isEqualTo('T');
            assertThat(holders.get("closed").isAlive()).isTrue();

            // and only the locks of those who live are theirs
            for (String name : holders.keySet()) {
                boolean lives = expected.getOrDefault(name, false);
                assertThat(parley.lock(name).tryAcquire().map(Lease::recovered).orElse(null))
                        .as(name)
                        .isEqualTo(lives ? null : Boolean.TRUE);
            }
            assertThat(parley.reap()).isEqualTo(5);
            assertThat(Domains.alive(parley)).containsOnlyKeys("running", "stopped", "test");
        }
    }

    private static String ending(String name) {
        return switch (name) {
            case "returned" -> Holder.RETURN;
            case "exited" -> Holder.EXIT;
            case "closed" -> Holder.CLOSE;
            default -> "never";
        };
    }

    @Test
    void shouldNotTakeALockFromAStoppedHolder() throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLock lock = parley.lock("holder");
            ForkedJvm holder = holder("holder", Holder.UNLOCK);
            holder.awaitReached(Holder.HOLDING, START);
            holder.stop();

            long startNs = System.nanoTime();
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.tryLock(LONG_ENOUGH.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();

            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(LONG_ENOUGH.toNanos());
            HolderInfo stopped = lock.holder().orElseThrow();
            assertThat(stopped.alive()).isTrue();
            assertThat(stopped.pid()).isEqualTo(holder.pid());
            assertThat(stopped.processName()).isEqualTo("holder");
            assertThat(stopped.seenSince()).isPresent();

            holder.resume();
            holder.proceed(Holder.HOLDING);
            try (Lease lease = lock.acquire(HANG)) {
                assertThat(lease.recovered()).isFalse();
            }
            holder.awaitReached(Holder.RELEASED, HANG);
            assertThat(lock.recoveries()).isZero();
        }
    }

    @Test
    void shouldTakeALockFromAHolderThatIsKilledWhileStopped() throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLock lock = parley.lock("holder");
            ForkedJvm holder = holder("holder", "never");
            holder.awaitReached(Holder.HOLDING, START);
            holder.stop();
            assertThat(lock.tryLock()).isFalse();

            holder.kill();

            try (Lease lease = lock.acquire(HANG)) {
                assertThat(lease.recovered()).isTrue();
            }
            assertThat(lock.recoveries()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotDeliverAStoppedConsumersClaimAgain() throws InterruptedException {
        try (Parley parley = Domains.open(domain(), "test");
                SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
            queue.put("message");
            ForkedJvm claimer = Domains.child(Claimer.class, domain()).start();
            claimer.awaitReached("claimed", START);
            claimer.stop();

            assertThat(queue.claim(LONG_ENOUGH)).isEmpty();
            assertThat(queue.claimed()).isEqualTo(1);

            claimer.resume();
            claimer.proceed("claimed");
            claimer.awaitReached("acknowledged", HANG);
            assertThat(queue.claimed()).isZero();
            claimer.kill();
            assertThat(queue.claim(LONG_ENOUGH)).isEmpty();
        }
    }

    private ForkedJvm holder(String name, String end, String... prefix) {
        return Domains.child(Holder.class, domain(), name, end)
                .name(name)
                .prefixCommand(prefix)
                .start();
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
