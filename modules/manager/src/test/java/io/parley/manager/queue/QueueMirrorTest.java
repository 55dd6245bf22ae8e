package io.parley.manager.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.SubscriberInUseException;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.manager.MirrorOptions;
import io.parley.manager.MirrorReport;
import io.parley.manager.QueueMirror;
import io.parley.pipe.AuthKey;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class QueueMirrorTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Parley here;
    private Parley there;
    private ManagerServer server;
    private SharedQueue<Long> source;

    @BeforeEach
    void serve() throws IOException {
        here = Parley.open(directory.resolve("here"));
        there = Parley.open(directory.resolve("there"));
        server = ManagerServer.start(there, KEY, o -> o.sessionLimit(LONG));
        source = here.queue("ticks", Codecs.int64());
    }

    @AfterEach
    void stop() {
        server.close();
        here.close();
        there.close();
    }

    private QueueMirror mirror(UnaryOperator<MirrorOptions> options) {
        return QueueMirror.start(here, "ticks", Codecs.int64(), () -> Manager.connect(server.address(), KEY), options);
    }

    private void put(long from, long to) {
        LongStream.range(from, to).forEach(source::offer);
    }

    private void requireAll(String target, long from, long to) {
        List<Long> found = new ArrayList<>();
        there.queue(target, Codecs.int64()).entries().forEach(entry -> found.add(entry.message()));
        assertThat(found)
                .containsExactlyElementsOf(LongStream.range(from, to).boxed().toList());
    }

    @Test
    void shouldCopyWhatIsThereAndWhatComesUntilTheEnd() throws Exception {
        put(0, 1_000);
        try (QueueMirror mirror = mirror(o -> o.batch(100))) {
            put(1_000, 2_000);
            assertThat(source.poll()).isZero();
            source.closeForWriting();

            assertThat(mirror.join(LONG)).isTrue();

            MirrorReport report = mirror.report();
            assertThat(report.state()).isEqualTo(MirrorReport.State.ENDED);
            assertThat(report.copied()).isEqualTo(2_000);
            assertThat(report.failure()).isEmpty();
            assertThat(mirror.isReady()).isTrue();
        }
        requireAll("ticks", 0, 2_000);
        assertThat(there.queue("ticks", Codecs.int64()).isClosedForWriting()).isTrue();
    }

    @Test
    void shouldGoOnWhereItWas() throws Exception {
        for (int i = 0; i < 3; i++) {
            put(i * 100L, i * 100L + 100);
            try (QueueMirror mirror = mirror(o -> o.target("copy"))) {
                Awaitility.await().atMost(LONG).until(() -> mirror.report().copied() == 100);
                assertThat(mirror.report().lag().messages()).isZero();
            }
        }
        requireAll("copy", 0, 300);
    }

    @Test
    void shouldBeTheOnlyOneThatPuts() throws Exception {
        put(0, 1);
        try (QueueMirror mirror = mirror(o -> o)) {
            Awaitility.await().atMost(LONG).until(() -> mirror.report().copied() == 1);
            assertThatThrownBy(() -> mirror(o -> o)).isInstanceOf(SubscriberInUseException.class);
        }
        SharedQueue<Long> target = there.queue("ticks", Codecs.int64());

        assertThatThrownBy(() -> target.put(7L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mirror");
        assertThat(target.take()).isZero();
    }

    @Test
    void shouldRefuseAQueueThatIsNotItsMirror() throws Exception {
        there.queue("ticks", Codecs.int64()).put(5L);

        try (QueueMirror mirror = mirror(o -> o)) {
            assertThatThrownBy(() -> mirror.join(LONG))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot become a mirror");
            assertThat(mirror.report().state()).isEqualTo(MirrorReport.State.FAILED);
        }
    }

    @Test
    void shouldWaitForRoomAndStopThen() throws Exception {
        put(0, 10);
        QueueMirror mirror = mirror(o -> o.options(q -> q.capacity(2)));
        SharedQueue<Long> full = there.queue("ticks", Codecs.int64(), o -> o.capacity(2));
        for (long i = 0; i < 5; i++) {
            assertThat(full.take()).isEqualTo(i);
        }
        mirror.close();
        assertThat(mirror.report().state()).isEqualTo(MirrorReport.State.CLOSED);
        try (QueueMirror again = mirror(o -> o.options(q -> q.capacity(2)))) {
            SharedQueue<Long> target = there.queue("ticks", Codecs.int64(), o -> o.capacity(2));
            for (long i = 5; i < 10; i++) {
                assertThat(target.take()).isEqualTo(i);
            }
            assertThat(again.isReady()).isFalse();
        }
        requireAll("ticks", 0, 10);
    }

    @Test
    void shouldConnectAgain() throws Exception {
        InetSocketAddress address = server.address();
        put(0, 10);
        try (QueueMirror mirror = mirror(o -> o)) {
            Awaitility.await().atMost(LONG).until(() -> mirror.report().copied() == 10);
            server.close();
            put(10, 20);
            server = ManagerServer.start(there, KEY, o -> o.listenAt(address).sessionLimit(LONG));

            Awaitility.await().atMost(LONG).until(() -> mirror.report().copied() == 20);
            assertThat(mirror.report().connections()).isGreaterThan(1);
        }
        requireAll("ticks", 0, 20);
    }

    @Test
    void shouldCopyOnThisHost() throws Exception {
        put(0, 100);
        source.closeForWriting();
        try (QueueMirror mirror =
                QueueMirror.start(here, "ticks", Codecs.int64(), () -> Manager.local(there), o -> o.target("near"))) {
            mirror.join();
        }
        requireAll("near", 0, 100);
    }
}
