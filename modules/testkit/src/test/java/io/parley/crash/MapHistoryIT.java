package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.collection.SharedMap;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.Seeds;
import io.parley.testkit.history.EntryCall;
import io.parley.testkit.history.EntryCall.Kind;
import io.parley.testkit.history.EntryModel;
import io.parley.testkit.history.Linearizability;
import io.parley.testkit.history.TimedCall;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes use a few keys with every atomic method of a map, while a fourth makes it grow and shrink; each is
 * killed now and then. There is an order of all their calls that explains every answer that any of them got.
 */
@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class MapHistoryIT {
    private static final int ROUNDS = Integer.getInteger("parley.chaos.rounds", 6);
    private static final int KEYS = 3;
    private static final int PLACES = 4;
    /** Its process makes the map grow and shrink. */
    private static final int GROWER = 3;

    private static final int MOST_CALLS = 150_000;
    private static final int CALLS_BETWEEN_KILLS = 3_000;
    private static final double DEADLY = 0.000_05;
    private static final String CALLS = "calls-";
    private static final Failpoint[] POINTS = Arrays.stream(Failpoint.values())
            .filter(point -> point.name().startsWith("MAP_"))
            .toArray(Failpoint[]::new);

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(Seeds.current());

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("hot", Codecs.int64(), Codecs.int64(), options -> options.stripes(1));
    }

    /** Arguments: domain, place, actor. */
    static final class Actor {
        private static final int BURST = 20;
        private static final long PAUSE_NS = 1_000_000;

        private final SplittableRandom random = new SplittableRandom();
        private final SharedMap<Long, Long> map;
        private final long[] lastSeen = new long[KEYS];
        private long nextValue;

        private Actor(SharedMap<Long, Long> map, int number) {
            this.map = map;
            this.nextValue = (number + 1) * 1_000_000_000L;
        }

        public static void main(String[] args) throws IOException {
            Path domain = Path.of(args[0]);
            try (Parley parley = Parley.open(ParleyConfig.at(domain).withDurable(false))) {
                SharedLong stop = parley.longValue("stop");
                SharedLong calls = parley.longValue("calls");
                Actor actor = new Actor(map(parley), Integer.parseInt(args[2]));
                if (Integer.parseInt(args[1]) == GROWER) {
                    Script.report("started", args[1]);
                    while (stop.get() == 0) {
                        actor.growAndShrink();
                    }
                } else {
                    CallLog log = CallLog.create(domain.resolveSibling(CALLS + args[2]), MOST_CALLS);
                    Script.report("started", args[1]);
                    while (stop.get() == 0) {
                        for (int i = 0; i < BURST && !log.isFull(); i++) {
                            actor.call(log);
                        }
                        calls.getAndAdd(BURST);
                        LockSupport.parkNanos(PAUSE_NS);
                    }
                }
            }
        }

        private void call(CallLog log) {
            int key = random.nextInt(KEYS);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            long value = kind == Kind.ADD ? 1 : nextValue++;
            Long seen = log.call(map, key, kind, value, lastSeen[key]);
            if (seen != null) {
                lastSeen[key] = seen;
            }
        }

        private void growAndShrink() {
            int keys = 100 + random.nextInt(2_000);
            for (long key = KEYS; key < keys; key++) {
                map.set(key, key);
            }
            for (long key = KEYS; key < keys; key++) {
                map.removeKey(key);
            }
            map.compact();
            LockSupport.parkNanos(20 * PAUSE_NS);
        }
    }

    @Test
    void shouldAnswerAsIfOneCalledAfterTheOther() throws IOException {
        try (Parley parley = Parley.open(ParleyConfig.at(domain()).withDurable(false))) {
            map(parley);
            SharedLong calls = parley.longValue("calls");
            Crew crew = new Crew(PLACES, random, this::start);
            while (crew.killed() < ROUNDS) {
                crew.awaitWorking(PLACES);
                long before = calls.get();
                await().pollInterval(Duration.ofMillis(2)).until(() -> {
                    crew.replaceTheDead();
                    return calls.get() > before + CALLS_BETWEEN_KILLS;
                });
                crew.killAnyone();
            }
            parley.longValue("stop").set(1);
            crew.awaitEnd();
            check(crew);
        }
    }

    private void check(Crew crew) throws IOException {
        int answered = 0;
        int unanswered = 0;
        for (long key = 0; key < KEYS; key++) {
            List<TimedCall<EntryCall>> calls = new ArrayList<>();
            for (Path log : logs()) {
                calls.addAll(CallLog.read(log, key));
            }
            Linearizability.require(new EntryModel(), calls);
            int withAnswer = (int) calls.stream().filter(TimedCall::isAnswered).count();
            answered += withAnswer;
            unanswered += calls.size() - withAnswer;
        }
        assertThat(answered).isGreaterThan(1_000);
        RecoveryTimes.record("map history: " + answered + " answered and " + unanswered + " unanswered calls on " + KEYS
                + " keys through " + crew.killed() + " kills are linearizable");
    }

    private List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, CALLS + "*")) {
            files.forEach(logs::add);
        }
        return logs;
    }

    private ForkedJvm start(int place, int actor) {
        return ForkedJvm.builder(Actor.class)
                .allCompilers()
                .args(domain().toString(), Integer.toString(place), Integer.toString(actor))
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx96m")
                .failRandomly(random.nextLong(), DEADLY, POINTS)
                .start();
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
