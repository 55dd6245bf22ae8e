package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.CodecException;
import io.parley.Parley;
import io.parley.internal.serial.ClassRule;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tasks throw, and results that cannot come back. */
@Timeout(60)
class FailuresTest {
    static final class OrderRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int number;

        OrderRefused(int number, Throwable cause) {
            super("order " + number, cause);
            this.number = number;
        }
    }

    /** Holds what cannot travel. */
    static final class WithSocket extends IOException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that is the point
        final Object socket = new Socket();

        WithSocket(String message) {
            super(message);
        }
    }

    /** Fails at whatever it is asked. */
    static final class Stubborn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that is the point
        final Object tied = new Object();

        @Override
        public String getMessage() {
            throw new IllegalStateException("not now");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("not now");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("not now");
        }
    }

    /** Travels, and fails where it arrives. */
    static final class Sulking extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Sulking(String message) {
            super(message);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("not now");
        }
    }

    @TempDir
    Path directory;

    private Parley here;

    @BeforeEach
    void open() {
        here = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private Throwable sent(Throwable failure) {
        return outcome(ObjectStreams.writeOutcome(null, failure, here)).failure();
    }

    private Outcome outcome(byte[] bytes) {
        byte[] padded = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, padded, 2, bytes.length);
        return ObjectStreams.readOutcome(padded, 2, bytes.length, here);
    }

    @Test
    void shouldArriveAsItselfWithAMarkUnderItsFrames() {
        OrderRefused failure = new OrderRefused(7, new NoSuchFileException("/a"));
        failure.addSuppressed(new IOException("on the way out"));

        OrderRefused arrived = (OrderRefused) sent(failure);

        int frames = failure.getStackTrace().length;
        assertThat(arrived).isNotSameAs(failure).hasMessage("order 7");
        assertThat(arrived.number).isEqualTo(7);
        assertThat(arrived.getCause())
                .isExactlyInstanceOf(NoSuchFileException.class)
                .hasMessage("/a");
        assertThat(arrived.getSuppressed()).hasSize(1);
        assertThat(arrived.getStackTrace()).hasSize(frames + 1).startsWith(failure.getStackTrace());
        assertThat(arrived.getStackTrace()[frames].toString())
                .isEqualTo("parley.process(main, pid " + ProcessHandle.current().pid() + ")");
        assertThat(arrived.getCause().getStackTrace()).endsWith(arrived.getStackTrace()[frames]);
        assertThat(failure.getStackTrace()).hasSize(frames);
    }

    @Test
    void shouldMarkWhatComesFromFurtherOnce() {
        Throwable arrived = sent(sent(new OrderRefused(1, null)));

        long marks = Arrays.stream(arrived.getStackTrace())
                .filter(frame -> frame.getClassName().equals("parley"))
                .count();
        assertThat(marks).isEqualTo(1);
    }

    static List<Throwable> ofTheJdk() {
        return List.of(
                new IllegalStateException("x"),
                new NoSuchElementException(),
                new UncheckedIOException("x", new IOException("y")),
                new OutOfMemoryError("x"),
                new StackOverflowError(),
                new AssertionError("x", new Error()),
                new ExceptionInInitializerError(new RuntimeException("x")),
                new InterruptedException(),
                new java.time.format.DateTimeParseException("x", "y", 3),
                new java.util.concurrent.ExecutionException(new java.sql.SQLException("x")),
                new CodecException("x"));
    }

    @ParameterizedTest
    @MethodSource("ofTheJdk")
    void shouldCarryExceptionsOfTheJdkAndItsOwn(Throwable failure) {
        assertThat(sent(failure)).hasSameClassAs(failure).hasMessage(failure.getMessage());
    }

    @Test
    void shouldDescribeWhatCannotTravel() {
        WithSocket failure = new WithSocket("lost");
        failure.initCause(new OrderRefused(3, null));
        failure.addSuppressed(new IOException("also"));

        RemoteTaskException arrived = (RemoteTaskException) sent(failure);

        assertThat(arrived).hasMessage(WithSocket.class.getName() + ": lost");
        assertThat(arrived.className()).isEqualTo(WithSocket.class.getName());
        assertThat(arrived.remoteStackTrace())
                .contains("lost", "Caused by: ", "order 3", "Suppressed: ", "FailuresTest");
        assertThat(arrived.getStackTrace()).startsWith(failure.getStackTrace());
        assertThat(((RemoteTaskException) arrived.getCause()).className()).isEqualTo(OrderRefused.class.getName());
        assertThat(arrived.getSuppressed()).hasSize(2);
        assertThat(arrived.getSuppressed()[1])
                .hasMessageContaining("WithSocket.socket")
                .hasMessageContaining("java.net.Socket");
    }

    @Test
    void shouldDescribeWhatTheReaderMayNotRead() {
        byte[] bytes = ObjectStreams.writeOutcome(null, new OrderRefused(3, null), here);
        ClassRule narrow = ClassRule.of(List.of("com.acme.**"));

        Throwable arrived =
                ObjectStreams.readOutcome(bytes, 0, bytes.length, here, narrow).failure();

        assertThat(arrived).isInstanceOf(RemoteTaskException.class).hasMessageContaining("OrderRefused: order 3");
        assertThat(arrived.getSuppressed()[0]).isInstanceOf(CodecException.class);
    }

    @Test
    void shouldSurviveExceptionsThatFailThemselvesAndCirclesOfCauses() {
        WithSocket circle = new WithSocket("a");
        circle.initCause(new IOException("b", circle));

        assertThat(((RemoteTaskException) sent(new Stubborn())).className()).isEqualTo(Stubborn.class.getName());
        assertThat(sent(circle)).isInstanceOf(RemoteTaskException.class);
        assertThat((Object) sent(new Sulking("x"))).isExactlyInstanceOf(Sulking.class);
    }

    @Test
    void shouldSayWhyAResultCannotComeBack() {
        Outcome outcome = outcome(ObjectStreams.writeOutcome(List.of(new Object()), null, here));

        assertThat(outcome.result()).isNull();
        assertThat(outcome.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the task's result")
                .hasMessageContaining("a java.lang.Object is not Serializable")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldTellNullFromNothing() {
        assertThat(outcome(ObjectStreams.writeOutcome(null, null, here))).isEqualTo(new Outcome(null, null));
        assertThat(outcome(ObjectStreams.writeOutcome(List.of(1, 2), null, here)))
                .isEqualTo(new Outcome(List.of(1, 2), null));
    }

    @Test
    void shouldRefuseDamagedFailures() {
        byte[] bytes = ObjectStreams.writeOutcome(null, new OrderRefused(3, null), here);

        assertThatThrownBy(() -> ObjectStreams.readOutcome(bytes, 0, 5, here)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> ObjectStreams.readOutcome(bytes, 0, 1, here)).isInstanceOf(CodecException.class);
    }
}
