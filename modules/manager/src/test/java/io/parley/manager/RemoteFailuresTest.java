package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.value.ManagedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the objects of another host throw: as itself, with the frames of both sides. */
@Timeout(60)
class RemoteFailuresTest {
    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;

    @BeforeEach
    void start() throws Exception {
        AuthKey key = AuthKey.of(new byte[] {1, 2, 3});
        parley = Parley.open(directory);
        server = ManagerServer.start(parley, key);
        manager = Manager.connect(server.address(), key);
    }

    @AfterEach
    void stop() {
        manager.close();
        server.close();
        parley.close();
    }

    private static List<String> frames(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
    }

    @Test
    void shouldShowFramesOfBothSides() {
        manager.longArray("n", 3);

        Throwable failure = catchThrowable(() -> manager.longArray("n", 4));

        assertThat(failure).isInstanceOf(ObjectMismatchException.class).hasMessageContaining("n");
        List<String> frames = frames(failure);
        int mark = frames.indexOf("parley.server(pid " + ProcessHandle.current().pid() + ")");
        assertThat(frames.subList(0, mark)).anyMatch(frame -> frame.contains("io.parley."));
        assertThat(frames.subList(mark + 1, frames.size()))
                .anyMatch(frame -> frame.contains(RemoteFailuresTest.class.getName()))
                .noneMatch(frame -> frame.contains("io.parley.manager.internal."));
    }

    @Test
    void shouldShowFramesOfBothSidesOfAWait() {
        ManagedLong value = manager.longValue("gone");
        value.delete();

        Throwable failure = catchThrowable(() -> value.awaitChange(0, Duration.ofSeconds(50)));

        assertThat(failure).isInstanceOf(ObjectDeletedException.class);
        assertThat(frames(failure)).anyMatch(frame -> frame.startsWith("parley.server(pid "));
        assertThat(frames(failure)).anyMatch(frame -> frame.contains(RemoteFailuresTest.class.getName()));
    }

    @Test
    void shouldShowTheCallersFramesOfWhatFailsOnThisSide() {
        manager.close();

        Throwable failure = catchThrowable(() -> manager.longValue("n"));

        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(frames(failure)).anyMatch(frame -> frame.contains(RemoteFailuresTest.class.getName()));
    }
}
