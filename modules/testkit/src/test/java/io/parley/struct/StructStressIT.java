package io.parley.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.value.SharedLong;
import io.parley.value.SharedStruct;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process writes eight fields that belong together as fast as it can, while this one reads. */
@Timeout(900)
@ExtendWith(CrashTestWatcher.class)
class StructStressIT {
    private static final long READS = Long.getLong("parley.stress.reads", 15_000_000);
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Parley parley;
    private SharedStruct<Octet> octet;
    private SharedLong stop;
    private ForkedJvm writer;

    @BeforeEach
    void startWriter() {
        parley = Parley.open(directory.resolve("domain"));
        octet = parley.struct("octet", Octet.class);
        octet.edit(view -> view.say(0));
        stop = parley.longValue("stop");
        writer = ForkedJvm.fork(OctetWriter.class, directory.resolve("domain").toString());
        writer.awaitReached("ready", START);
    }

    @AfterEach
    void stopWriter() {
        stop.set(1);
        writer.awaitExit(0, START);
        parley.close();
    }

    @Test
    void shouldNeverShowFieldsOfTwoWrites() {
        long violations = 0;
        long changes = 0;
        long last = -1;
        boolean backwards = false;
        for (long i = 0; i < READS; i++) {
            long seen = octet.readLong(view -> view.violations() == 0 ? view.one() : Long.MIN_VALUE);
            if (seen == Long.MIN_VALUE) {
                violations++;
            } else {
                backwards |= seen < last;
                changes += seen == last ? 0 : 1;
                last = seen;
            }
        }

        assertThat(violations).isZero();
        assertThat(backwards).as("an older value after a newer one").isFalse();
        assertThat(changes).as("values seen").isGreaterThan(READS / 10_000);
        assertThat(octet.version()).as("writes").isGreaterThan(changes);
    }

    /** The same eight fields one by one belong to several writes: the test above would see it. */
    @Test
    void shouldShowFieldsOfTwoWritesWhenReadOneByOne() {
        Octet live = octet.view();

        await().pollDelay(Duration.ZERO).atMost(START).until(() -> {
            long violations = 0;
            for (int i = 0; i < 100_000; i++) {
                violations += live.violations();
            }
            return violations > 0;
        });
    }
}
