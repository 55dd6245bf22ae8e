package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process dies while it creates a map: the next one creates it, or finds it, and nothing is left half-built. */
@Timeout(60)
@ExtendWith(CrashTestWatcher.class)
@KillsAt(Failpoint.MAP_FIRST_CREATED)
class MapCreationCrashIT {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Creates a map and puts something into it. Arguments: domain. */
    static final class Creator {
        public static void main(String[] args) {
            map(Parley.open(Path.of(args[0]))).put(1L, 1L);
        }
    }

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.int64());
    }

    /** The objects before the map are those of the domain itself. */
    @ParameterizedTest
    @CsvSource({"MAP_FIRST_CREATED, 1", "CREATE_BEFORE_LINK, 1", "CREATE_BEFORE_LINK, 2", "CREATE_AFTER_LINK, 2"})
    void shouldCreateAMapWhoseCreatorDied(Failpoint point, int nth) throws Exception {
        try (Parley parley = Parley.open(directory)) {
            parley.longValue("other").set(1);
            ForkedJvm creator = ForkedJvm.builder(Creator.class)
                    .args(directory.toString())
                    .failAt(point, FailAction.KILL, nth)
                    .start();
            creator.awaitFailpoint(point, START);

            try (SharedMap<Long, Long> map = map(parley)) {
                assertThat(map).isEmpty();
                map.put(2L, 2L);
                assertThat(map).hasSize(1);
                parley.reap();
                assertThat(DomainVerifier.findings(directory)).isEmpty();
                try (Stream<Path> files = Files.walk(directory)) {
                    assertThat(files.map(file -> file.getFileName().toString()))
                            .noneMatch(name -> name.startsWith(".tmp"));
                }
                try (Stream<Path> files = Files.list(map.path())) {
                    assertThat(files).hasSize(2);
                }
            }
        }
    }
}
