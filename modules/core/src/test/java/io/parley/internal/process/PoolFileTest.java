package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file for each pool that lives, whoever died before. */
@Timeout(60)
class PoolFileTest {
    @TempDir
    Path directory;

    private Parley parley;
    private Domain domain;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        domain = Domain.of(parley);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private Path path(PoolFile file) {
        return domain.directory().resolve(file.fileName());
    }

    private ObjectLatency latency(PoolFile file) {
        return ObjectLatency.find(parley, file.fileName()).orElseThrow();
    }

    @Test
    void shouldBelongToOnePoolAtATime() {
        PoolFile first = PoolFile.claim(domain, "resizer");
        PoolFile second = PoolFile.claim(domain, "resizer");
        PoolFile other = PoolFile.claim(domain, "other");

        assertThat(first.name()).isEqualTo("resizer");
        assertThat(first.fileName()).isEqualTo("resizer.pool");
        assertThat(second.name()).isEqualTo("resizer-2");
        assertThat(other.name()).isEqualTo("other");

        first.delete();
        assertThat(path(first)).doesNotExist();
        assertThat(PoolFile.claim(domain, "resizer").name()).isEqualTo("resizer");
        assertThat(path(second)).exists();
    }

    @Test
    void shouldGoOnWithTheFileOfADeadProcess() throws IOException {
        PoolFile left = PoolFile.claim(domain, "resizer");
        latency(left).start();
        left.meter().recordNs(Measure.RUN, 1_000);
        Memory words = TestFiles.map(path(left));
        try (OtherProcess other = OtherProcess.join(domain.directory(), "other")) {
            words.putIntVolatile(PoolLayout.OWNER, other.owner());
            assertThat(PoolFile.claim(domain, "resizer").name())
                    .as("while it lives")
                    .isEqualTo("resizer-2");
            other.kill();
        }

        PoolFile next = PoolFile.claim(domain, "resizer");

        assertThat(next.name()).isEqualTo("resizer");
        assertThat(words.getIntVolatile(PoolLayout.OWNER))
                .isEqualTo(domain.liveness().self());
        assertThat(latency(next).isOn()).isTrue();
        try (LatencyHistogram runs = latency(next).histogram(LatencyKind.RUN)) {
            assertThat(runs.totalCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldTakeAFileThatNobodyHasYet() throws IOException {
        PoolFile half = PoolFile.claim(domain, "resizer");
        TestFiles.map(path(half)).putIntVolatile(PoolLayout.OWNER, 0);

        assertThat(PoolFile.claim(domain, "resizer").name()).isEqualTo("resizer");
    }

    @Test
    void shouldDeleteItsOwnHistogramsOnly() {
        PoolFile first = PoolFile.claim(domain, "resizer");
        latency(first).start();
        assertThat(domain.directory().resolve("resizer.pool.queueing.hist")).exists();
        first.delete();
        assertThat(domain.directory().resolve("resizer.pool.queueing.hist")).doesNotExist();
        assertThat(domain.directory().resolve("resizer.pool.run.hist")).doesNotExist();

        PoolFile second = PoolFile.claim(domain, "resizer");
        latency(second).start();
        first.delete();

        assertThat(path(second)).exists();
        assertThat(domain.directory().resolve("resizer.pool.queueing.hist")).exists();
    }

    @Test
    void shouldMeasureInAnotherOpeningAndNotAfterTheEnd() {
        PoolFile file = PoolFile.claim(domain, "resizer");
        try (Parley worker = Parley.open(domain.directory())) {
            LatencyMeter meter = PoolFile.meterOf(Domain.of(worker), "resizer");
            assertThat(meter.isOn()).isFalse();
            assertThat(file.meter().stamp()).isZero();

            latency(file).start();

            assertThat(meter.isOn()).isTrue();
            assertThat(file.meter().stamp()).isBetween(1L, domain.clock().epochNs());
            file.delete();
            assertThat(PoolFile.meterOf(Domain.of(worker), "resizer").isOn()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain-1_A, plain-1_A",
        "two words, two_words",
        "../above, ___above",
        "a.b, a_b",
        "'', _",
        "größer, gr__er",
        "$main, _main"
    })
    void shouldHaveANameForEveryPool(String pool, String expected) {
        assertThat(PoolFile.claim(domain, pool).name()).isEqualTo(expected);
    }

    @Test
    void shouldHaveANameForTheLongestPool() {
        String longest = "x".repeat(300);

        PoolFile first = PoolFile.claim(domain, longest);
        PoolFile second = PoolFile.claim(domain, longest);

        assertThat(second.name()).isEqualTo(first.name() + "-2");
        latency(second).start();
        assertThat(latency(second).histogramName(LatencyKind.QUEUEING)).isEqualTo(second.name() + ".pool.queueing");
    }
}
