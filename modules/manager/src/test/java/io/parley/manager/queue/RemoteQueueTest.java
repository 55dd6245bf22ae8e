package io.parley.manager.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedQueue;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RemoteQueueTest extends QueueContract {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        // nothing here comes back because a session is lost
        server = ManagerServer.start(parley, KEY, o -> o.sessionLimit(Duration.ofMinutes(10)));
        manager = Manager.connect(server.address(), KEY);
    }

    @AfterEach
    void stop() {
        manager.close();
        server.close();
        parley.close();
    }

    @Override
    Manager manager() {
        return manager;
    }

    @Test
    void shouldBeTheQueueOfTheHost() throws Exception {
        ManagedQueue<String> remote = manager.queue("q", Codecs.utf8());
        SharedQueue<String> local = parley.queue("q", Codecs.utf8());
        CompletableFuture<String> there = beside(remote::take);

        local.put("from the host");
        assertThat(there.get(30, TimeUnit.SECONDS)).isEqualTo("from the host");
        CompletableFuture<String> here = beside(local::take);
        remote.put("from afar");

        assertThat(here.get(30, TimeUnit.SECONDS)).isEqualTo("from afar");
    }

    @Test
    void shouldGiveClaimsBackWhenTheManagerIsClosed() throws Exception {
        SharedQueue<String> local = parley.queue("q", Codecs.utf8());
        local.put("a");
        ManagedClaim<String> claim;
        try (Manager other = Manager.connect(server.address(), KEY)) {
            claim = other.queue("q", Codecs.utf8()).claim();
            assertThat(local.tryClaim()).isEmpty();
        }

        ManagedClaim<String> again = local.claim(LONG).orElseThrow();

        assertThat(again.deliveries()).isEqualTo(2);
        assertThatThrownBy(claim::ack).isInstanceOf(RuntimeException.class);
        again.ack();
    }

    @Test
    void shouldNotEndWhileAnotherSessionHasAClaim() throws Exception {
        ManagedQueue<String> queue = manager.queue("q", Codecs.utf8());
        queue.putAll(List.of("a", "b"));
        queue.closeForWriting();
        CompletableFuture<String> waiting;
        try (Manager other = Manager.connect(server.address(), KEY)) {
            other.queue("q", Codecs.utf8()).claim();
            assertThat(queue.take()).isEqualTo("b");
            assertThat(queue.isDrained()).isFalse();
            waiting = beside(queue::take);
        }

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(queue.isDrained()).isTrue();
    }

    @Test
    void shouldServeSessionsInTheOrderInWhichTheyCame() throws Exception {
        ManagedQueue<String> queue = manager.queue("q", Codecs.utf8());
        try (Manager other = Manager.connect(server.address(), KEY)) {
            ManagedQueue<String> second = other.queue("q", Codecs.utf8());
            CompletableFuture<String> first = queue.async().take().toCompletableFuture();
            assertThat(queue.size()).isZero(); // the take is there before this answer
            CompletableFuture<String> then = second.async().take().toCompletableFuture();
            assertThat(second.size()).isZero();
            CompletableFuture<String> last = queue.async().take().toCompletableFuture();
            assertThat(queue.size()).isZero();

            queue.putAll(List.of("1", "2", "3"));

            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("1");
            assertThat(then.get(30, TimeUnit.SECONDS)).isEqualTo("2");
            assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("3");
        }
    }

    @Test
    void shouldRefuseARingOfOneThread() {
        assertThatThrownBy(() -> manager.transientQueue("one", Codecs.utf8(), o -> o.oneProducer(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one producer");
    }

    @Test
    void shouldRefuseWhatFitsIntoNoFrame() {
        ManagedQueue<byte[]> queue = manager.queue("large", Codecs.bytes());

        assertThatThrownBy(() -> queue.put(new byte[17 << 20])).isInstanceOf(IllegalArgumentException.class);

        parley.queue("large", Codecs.bytes()).offer(new byte[17 << 20]);
        assertThatThrownBy(queue::take)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too large");
        assertThat(parley.queue("large", Codecs.bytes()).poll()).hasSize(17 << 20);
    }

    @Test
    void shouldLeaveWhatWaitsAloneWhenAManagerIsClosed() throws Exception {
        ManagedQueue<String> queue = manager.queue("q", Codecs.utf8());
        try (Manager other = Manager.connect(server.address(), KEY)) {
            ManagedQueue<String> second = other.queue("q", Codecs.utf8());
            second.async().take();
            assertThat(second.size()).isZero();
        }

        queue.put("not for a client that is gone");

        assertThat(queue.poll(30, TimeUnit.SECONDS)).isEqualTo("not for a client that is gone");
    }
}
