package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.ClaimInfo;
import io.parley.queue.JoinableQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer took and is not done with stays its own while it lives, and only so long. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class DyingTakerIT {
    private static final Duration START = Duration.ofSeconds(60);
    /** Many times what it takes to take something over from the dead. */
    private static final int LONG_ENOUGH_MS = 300;

    @TempDir
    Path directory;

    private static Parley open(String domain, String name) {
        return Parley.open(
                ParleyConfig.at(Path.of(domain)).withProcessName(name).withDurable(false));
    }

    private static JoinableQueue<String> queue(Parley parley) {
        return parley.joinableQueue("work", Codecs.utf8());
    }

    static final class Taker {
        private Taker() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = open(args[0], "taker")) {
                JoinableQueue<String> queue = queue(parley);
                Script.report("took", queue.take());
                Script.barrier("stopped");
                queue.taskDone();
                Script.report("took", queue.take());
                Script.barrier("killed");
            }
        }
    }

    @Test
    void shouldKeepWhatAStoppedConsumerTookAndPassOnWhatADeadOneDid() throws Exception {
        ExecutorService joiners = Executors.newSingleThreadExecutor();
        try (Parley parley = open(directory.resolve("domain").toString(), "test")) {
            JoinableQueue<String> queue = queue(parley);
            for (String message : List.of("a", "b", "c")) {
                queue.put(message);
            }
            ForkedJvm taker = ForkedJvm.fork(Taker.class, parley.directory().toString());
            taker.awaitReached("stopped", START);
            taker.stop();

            assertThat(queue.take()).isEqualTo("b");
            queue.taskDone();
            assertThat(queue.claims()).singleElement().satisfies(claim -> {
                assertThat(claim.sequence()).isZero();
                assertThat(claim.pid()).isEqualTo(taker.pid());
                assertThat(claim.processName()).isEqualTo("taker");
                assertThat(claim.alive()).isTrue();
            });
            assertThat(queue.take()).isEqualTo("c");
            assertThat(queue.poll(LONG_ENOUGH_MS, TimeUnit.MILLISECONDS)).isNull();
            queue.taskDone();
            assertThat(queue.unfinished()).isEqualTo(1);

            taker.resume();
            taker.proceed("stopped");
            assertThat(queue.join(START)).as("it is done after all").isTrue();
            queue.put("d");
            taker.awaitReached("killed", START);
            assertThat(taker.reports("took")).containsExactly("a", "d");
            Future<Boolean> joiner = joiners.submit(() -> queue.join(START));
            taker.kill();

            assertThat(queue.poll(1, TimeUnit.MINUTES)).isEqualTo("d");
            assertThat(joiner.isDone()).isFalse();
            assertThat(queue.claims()).extracting(ClaimInfo::deliveries).containsExactly(2);
            queue.taskDone();
            assertThat(joiner.get()).isTrue();
            assertThat(queue.redelivered()).isEqualTo(1);
        } finally {
            joiners.shutdownNow();
        }
    }
}
