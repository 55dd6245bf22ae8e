package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.process.PoolFile;
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

/** A process dies before its pool has the file that it made: the next pool of that name has it. */
@Timeout(120)
@KillsAt(Failpoint.POOL_NAMED_BEFORE_OWNER)
@ExtendWith(CrashTestWatcher.class)
class PoolFileCrashIT {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Begins a pool. Arguments: domain. */
    static final class Beginner {
        public static void main(String[] args) {
            PoolFile.claim(Domain.of(Parley.open(Path.of(args[0]))), "resizer");
        }
    }

    @Test
    void shouldLeaveTheFileToTheNextPool() {
        try (Parley parley =
                Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false))) {
            try (ForkedJvm victim = ForkedJvm.builder(Beginner.class)
                    .args(parley.directory().toString())
                    .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                    .failAt(Failpoint.POOL_NAMED_BEFORE_OWNER, FailAction.KILL)
                    .start()) {
                victim.awaitFailpoint(Failpoint.POOL_NAMED_BEFORE_OWNER, START);
                victim.awaitExit(ForkedJvm.EXIT_KILLED, START);
            }
            assertThat(parley.directory().resolve("resizer.pool")).exists();
            assertThat(parley.reap()).isEqualTo(1);
            assertThat(DomainVerifier.findings(parley.directory())).isEmpty();

            PoolFile next = PoolFile.claim(Domain.of(parley), "resizer");

            assertThat(next.name()).isEqualTo("resizer");
            next.delete();
            assertThat(parley.directory().resolve("resizer.pool")).doesNotExist();
        }
    }
}
