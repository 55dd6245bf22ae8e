package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A list that several processes change at the same time. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class SharedListIT {
    private static final int PROCESSES = 3;
    private static final int ROUNDS = 2_000;

    @TempDir
    Path directory;

    /** One of the processes. Arguments: domain, its number. */
    static final class Party {
        public static void main(String[] args) throws Exception {
            int number = Integer.parseInt(args[1]);
            try (Parley parley = Domains.open(Path.of(args[0]), "party-" + number)) {
                SharedList<Long> log = parley.list("log", Codecs.int64());
                SharedList<Long> counts = parley.list("counts", Codecs.int64());
                SharedList<Long> stack = parley.list("stack", Codecs.int64());
                parley.barrier("start", PROCESSES).await();
                for (long round = 0; round < ROUNDS; round++) {
                    log.add(round * PROCESSES + number);
                    counts.update((int) (round % 2), count -> count + 1);
                    stack.add(0, round);
                    stack.addAll(List.of(round, round));
                    stack.removeLast();
                    stack.removeFirst();
                    if (log.get(log.size() - 1) == null
                            || round % 100 == 0 && !log.contains(round * PROCESSES + number)) {
                        throw new AssertionError("lost in round " + round);
                    }
                }
            }
        }
    }

    @Test
    void shouldLoseNothingThatThreeProcessesDo() throws Exception {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "test")) {
            SharedList<Long> log = parley.list("log", Codecs.int64());
            SharedList<Long> counts = parley.list("counts", Codecs.int64());
            counts.addAll(List.of(0L, 0L));

            List<ForkedJvm> parties = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                parties.add(
                        Domains.child(Party.class, domain, Integer.toString(i)).start());
            }
            parties.forEach(party -> party.awaitExit(0, HANG.multipliedBy(4)));

            assertThat(log).hasSize(PROCESSES * ROUNDS);
            Map<Long, Long> next = new HashMap<>();
            for (Long element : log) {
                long round = next.merge(element % PROCESSES, 1L, Long::sum) - 1;
                assertThat(element / PROCESSES).as("order of one process").isEqualTo(round);
            }
            assertThat(counts).containsExactly(PROCESSES * ROUNDS / 2L, PROCESSES * ROUNDS / 2L);
            assertThat(parley.list("stack", Codecs.int64())).hasSize(PROCESSES * ROUNDS);
        }
    }
}
