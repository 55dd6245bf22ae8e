package io.parley.manager.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.manager.QueueMirror;
import io.parley.queue.Retention;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import io.parley.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mirror whose two ends are killed again and again, at every moment that matters. */
@Timeout(900)
@ExtendWith(CrashTestWatcher.class)
class QueueMirrorIT {
    private static final int ROUNDS = Integer.getInteger("parley.mirror.rounds", 6);
    private static final int EACH = 400;
    private static final Failpoint[] AT_THE_MIRROR = {
        Failpoint.SUBSCRIBER_ATTACHED, Failpoint.SUBSCRIBER_BEFORE_COMMIT, Failpoint.SUBSCRIBER_COMMITTED
    };
    private static final Failpoint[] AT_THE_SERVER = {
        Failpoint.APPEND_BEFORE_DOCUMENT,
        Failpoint.APPEND_IN_PLACE,
        Failpoint.APPEND_AFTER_DOCUMENT,
        Failpoint.APPEND_BEFORE_WAKE
    };

    @TempDir
    Path directory;

    static final class Mirror {
        public static void main(String[] args) throws Exception {
            int port = Integer.parseInt(args[1]);
            Parley parley = Parley.open(Path.of(args[0]));
            try (QueueMirror mirror =
                    QueueMirror.start(parley, "ticks", Codecs.int64(), () -> Served.connect(port), o -> o.batch(50))) {
                mirror.join();
            }
            parley.close();
        }
    }

    private ForkedJvmBuilder mirror(int port) {
        return ForkedJvm.builder(Mirror.class).args(directory.resolve("here").toString(), String.valueOf(port));
    }

    @Test
    void shouldHaveEachMessageOnceWhoeverIsKilled() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.derive("mirror"));
        Path there = directory.resolve("there");
        try (Parley here = Parley.open(directory.resolve("here"))) {
            SharedQueue<Long> source = here.queue(
                    "ticks",
                    Codecs.int64(),
                    o -> o.rollBytes(256 << 10)
                            .retention(Retention.everything().keepUntilRead().notForConsumers()));
            int port = 0;
            long put = 0;
            for (int round = 0; round < ROUNDS; round++) {
                boolean killServer = round % 2 == 0;
                ForkedJvmBuilder serving = Served.builder(there, port);
                Failpoint point = killServer
                        ? AT_THE_SERVER[random.nextInt(AT_THE_SERVER.length)]
                        : AT_THE_MIRROR[random.nextInt(AT_THE_MIRROR.length)];
                int hit = killServer ? 1 + random.nextInt(100) : 1 + random.nextInt(2);
                hit = point == Failpoint.APPEND_BEFORE_WAKE ? 1 + random.nextInt(3) : hit;
                hit = point == Failpoint.SUBSCRIBER_ATTACHED ? 1 : hit;
                System.err.println("round " + round + ": " + point + " at hit " + hit);
                if (killServer) {
                    serving.failAt(point, FailAction.KILL, hit);
                }
                ForkedJvm server = serving.start();
                port = Served.port(server);
                ForkedJvmBuilder mirroring = mirror(port);
                if (!killServer) {
                    mirroring.failAt(point, FailAction.KILL, hit);
                }
                ForkedJvm mirror = mirroring.start();
                for (int i = 0; i < EACH; i++) {
                    source.put(put++);
                }
                here.queue("ticks", Codecs.int64()).applyRetention();
                (killServer ? server : mirror).awaitFailpoint(point, Served.LONG);
                server.kill();
                mirror.kill();
            }
            source.closeForWriting();
            ForkedJvm server = Served.builder(there, port).start();
            Served.port(server);
            mirror(port).start().awaitExit(0, Served.LONG);
            server.kill();
            requireAll(there, put);
        }
    }

    private static void requireAll(Path there, long put) {
        try (Parley parley = Parley.open(there)) {
            SharedQueue<Long> target = parley.queue("ticks", Codecs.int64());
            List<Long> found = new ArrayList<>();
            target.entries().forEach(entry -> found.add(entry.message()));
            assertThat(found)
                    .containsExactlyElementsOf(LongStream.range(0, put).boxed().toList());
            assertThat(target.isClosedForWriting()).isTrue();
        }
    }
}
