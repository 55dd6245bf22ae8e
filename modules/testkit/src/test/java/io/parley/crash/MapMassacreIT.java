package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All processes that use a map are killed at once, in the middle of their work: the next ones find everything. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapMassacreIT {
    private static final int CROWD = 4;
    private static final int MASSACRES = 2;
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void shouldSurviveTheDeathOfAllAtOnce() throws Exception {
        for (int round = 0; round < MASSACRES; round++) {
            List<ForkedJvm> workers = IntStream.range(0, CROWD)
                    .mapToObj(place -> ForkedJvm.builder(MapChaosActor.class)
                            .allCompilers()
                            .args(domain().toString(), Integer.toString(place), Integer.toString(CROWD))
                            .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                            .start())
                    .toList();
            workers.forEach(jvm -> jvm.awaitReported("started", START));
            try (Parley parley = open()) {
                SharedLongArray operations = parley.longArray("operations", CROWD);
                long before = operations.stream().sum();
                await().atMost(START).until(() -> operations.stream().sum() > before + 400);
            }
            killAtOnce(workers);
            requireNothingLost();
        }
    }

    /** One command for all of them. */
    private static void killAtOnce(List<ForkedJvm> workers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-9"));
        workers.forEach(jvm -> command.add(Long.toString(jvm.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        workers.forEach(ForkedJvm::kill);
    }

    private void requireNothingLost() {
        try (Parley parley = open()) {
            MapVersions versions = new MapVersions(parley, CROWD);
            for (int place = 0; place < CROWD; place++) {
                versions.settleActor(place);
            }
            versions.requireExactly(CROWD);
            new MapCounts(parley, CROWD).requireExact();
            versions.put(MapVersions.key(0, 0));
            versions.map.compact();
            assertThat(DomainVerifier.findings(domain())).isEmpty();
        }
    }

    private Parley open() {
        return Parley.open(ParleyConfig.at(domain()).withDurable(false));
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
