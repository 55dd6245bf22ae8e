package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes create the same map at the same moment: it is one map, and has what each of them put. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class MapCreationIT {
    /** More than a new map has room for, so that all make it grow as well. */
    private static final int ENTRIES = 60;

    @TempDir
    Path directory;

    /** Arguments: domain, number, of how many, rounds. */
    static final class Racer {
        public static void main(String[] args) {
            int me = Integer.parseInt(args[1]);
            int racers = Integer.parseInt(args[2]);
            try (Parley parley = Domains.open(Path.of(args[0]), "racer-" + me)) {
                StartLine line = new StartLine(parley, racers);
                for (int round = 0; round < Integer.parseInt(args[3]); round++) {
                    line.await();
                    try (SharedMap<Long, Long> map = map(parley, round)) {
                        for (long i = 0; i < ENTRIES; i++) {
                            map.merge(-1L, 1L, Long::sum);
                            map.put(me * ENTRIES + i, i);
                        }
                    }
                }
            }
        }
    }

    private static SharedMap<Long, Long> map(Parley parley, int round) {
        return parley.map("map-" + round, Codecs.int64(), Codecs.int64(), options -> options.stripes(2));
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "8, 5"})
    void shouldCreateOneMap(int racers, int rounds) {
        Path domain = directory.resolve("domain");
        List<ForkedJvm> jvms = IntStream.range(0, racers)
                .mapToObj(me -> Domains.child(
                                Racer.class,
                                domain,
                                Integer.toString(me),
                                Integer.toString(racers),
                                Integer.toString(rounds))
                        .start())
                .toList();
        jvms.forEach(jvm -> jvm.awaitExit(0, Domains.START.plus(Domains.HANG)));

        try (Parley parley = Domains.open(domain, "test")) {
            for (int round = 0; round < rounds; round++) {
                try (SharedMap<Long, Long> map = map(parley, round)) {
                    assertThat(map).hasSize(racers * ENTRIES + 1);
                    assertThat(map).containsEntry(-1L, (long) racers * ENTRIES);
                    for (long i = 0; i < racers * ENTRIES; i++) {
                        assertThat(map.get(i)).isEqualTo(i % ENTRIES);
                    }
                }
            }
            assertThat(DomainVerifier.findings(domain)).isEmpty();
            assertThat(Domains.leftovers(domain)).isEmpty();
        }
    }
}
