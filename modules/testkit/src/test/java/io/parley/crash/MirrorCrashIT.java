package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.QueueSource;
import io.parley.internal.wait.WaitSources;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process dies while it makes a mirror of a queue: it is none yet, and the next one decides where it begins. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
@KillsAt(Failpoint.MIRROR_BASE_SET)
class MirrorCrashIT {
    private static final long SOURCE = 77;

    @TempDir
    Path directory;

    private static SharedQueue<Long> queue(Parley parley) {
        return parley.queue("copy", Codecs.int64());
    }

    private static DurableQueue durable(SharedQueue<Long> queue) {
        return ((QueueSource) WaitSources.of(queue)).queue();
    }

    /** Makes a mirror that begins at 3. Arguments: domain. */
    static final class Maker {
        public static void main(String[] args) {
            durable(queue(Parley.open(Path.of(args[0])))).beginMirror(SOURCE, 3);
        }
    }

    @Test
    void shouldNotBeAMirrorByHalf() {
        try (Parley parley = Parley.open(directory)) {
            SharedQueue<Long> queue = queue(parley);
            ForkedJvm.builder(Maker.class)
                    .args(directory.toString())
                    .failAt(Failpoint.MIRROR_BASE_SET, FailAction.KILL)
                    .start()
                    .awaitFailpoint(Failpoint.MIRROR_BASE_SET, Duration.ofSeconds(60));

            durable(queue).beginMirror(SOURCE, 5);

            assertThat(durable(queue).mirrorNext()).isEqualTo(5);
            assertThatThrownBy(() -> queue.offer(1L)).hasMessageContaining("is a mirror");
            assertThatThrownBy(() -> durable(queue).beginMirror(SOURCE + 1, 0))
                    .hasMessageContaining("cannot become a mirror");
            parley.reap();
            assertThat(DomainVerifier.findings(directory)).isEmpty();
        }
    }
}
