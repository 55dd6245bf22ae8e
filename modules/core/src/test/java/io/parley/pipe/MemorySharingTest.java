package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitSet;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MemorySharingTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1});

    @TempDir
    Path directory;

    private Parley parley;
    private Parley again;
    private Parley other;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        again = Parley.open(directory.resolve("domain"));
        other = Parley.open(directory.resolve("other"));
    }

    @AfterEach
    void close() {
        parley.close();
        again.close();
        other.close();
    }

    private SocketAddress address(String kind) {
        return kind.equals("unix")
                ? UnixDomainSocketAddress.of(directory.resolve("socket"))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private Listener<String> listener(String kind) throws IOException {
        return Listener.open(address(kind), Codecs.utf8(), KEY, o -> o.sharedMemory(parley));
    }

    private static List<String> pipes(Parley domain) throws IOException {
        try (Stream<Path> files = Files.list(domain.directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pipe"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldTalkThroughMemoryWithinADomain(String kind) throws Exception {
        try (Listener<String> listener = listener(kind)) {
            Connection<String> here =
                    Connections.connect(listener.address(), Codecs.utf8(), KEY, o -> o.sharedMemory(again));
            Connection<String> there = listener.accept();
            assertThat(here).isInstanceOf(PipeConnection.class);
            assertThat(there).isInstanceOf(PipeConnection.class);
            here.send("hello");
            assertThat(there.receive()).isEqualTo("hello");
            there.send("and you");
            assertThat(WaitSet.await(List.of(here, there))).containsExactly(here);
            assertThat(here.receive()).isEqualTo("and you");
            assertThat(pipes(parley)).isEmpty();

            here.send("last");
            here.close();
            assertThat(there.receive()).isEqualTo("last");
            assertThatThrownBy(there::receive).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> there.send("late")).isInstanceOf(BrokenPipeException.class);
        }
    }

    @Test
    void shouldTalkThroughTheSocketWithAnotherDomainOrWithNone() throws Exception {
        try (Listener<String> listener = listener("unix")) {
            for (Parley theirs : new Parley[] {other, null}) {
                try (Connection<String> here = Connections.connect(
                                listener.address(),
                                Codecs.utf8(),
                                KEY,
                                o -> theirs == null ? o : o.sharedMemory(theirs));
                        Connection<String> there = listener.accept()) {
                    assertThat(here).isInstanceOf(SocketConnection.class);
                    there.send("through");
                    assertThat(here.receive()).isEqualTo("through");
                }
            }
        }
        assertThat(pipes(parley)).isEmpty();
        assertThat(pipes(other)).isEmpty();
    }

    @Test
    void shouldTalkThroughTheSocketWhenTheListenersDomainWasClosed() throws Exception {
        try (Listener<String> listener = listener("unix")) {
            parley.close();
            try (Connection<String> here =
                            Connections.connect(listener.address(), Codecs.utf8(), KEY, o -> o.sharedMemory(again));
                    Connection<String> there =
                            listener.accept(Duration.ofMinutes(1)).orElseThrow()) {
                here.send("through");
                assertThat(there.receive()).isEqualTo("through");
            }
            assertThat(pipes(again)).isEmpty();
        }
    }

    @Test
    void shouldNotMakeAPipeForWhoDoesNotKnowTheKey() throws Exception {
        try (Listener<String> listener = listener("unix")) {
            assertThatThrownBy(() -> Connections.connect(
                            listener.address(), Codecs.utf8(), AuthKey.of(new byte[] {2}), o -> o.sharedMemory(again)))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(pipes(again)).isEmpty();
        }
    }
}
