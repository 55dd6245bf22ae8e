package io.parley.manager.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.AcquireTimeoutException;
import io.parley.ClaimTableFullException;
import io.parley.CodecException;
import io.parley.DomainAccessException;
import io.parley.DomainFullException;
import io.parley.ForeignFileException;
import io.parley.MapFullException;
import io.parley.NotDurableException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.ObjectVersionException;
import io.parley.OwnershipLostException;
import io.parley.ParleyException;
import io.parley.ProcessTableFullException;
import io.parley.RemoteException;
import io.parley.SubscriberInUseException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.RemoteInvocationException;
import io.parley.queue.QueueClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FailuresTest {
    private static MessageBuffer written(Throwable failure) {
        MessageBuffer bytes = new MessageBuffer();
        Failures.write(failure, bytes);
        return bytes;
    }

    private static Throwable sent(Throwable failure) {
        return Failures.readAny(written(failure), FailureTypes.NONE);
    }

    static List<Throwable> known() {
        String text = "why";
        return List.of(
                new IllegalArgumentException(text),
                new IllegalStateException(text),
                new IllegalMonitorStateException(text),
                new IndexOutOfBoundsException(text),
                new ArithmeticException(text),
                new UnsupportedOperationException(text),
                new ConcurrentModificationException(text),
                new NoSuchElementException(text),
                new NullPointerException(text),
                new ClassCastException(text),
                new NumberFormatException(text),
                new SecurityException(text),
                new RejectedExecutionException(text),
                new CancellationException(text),
                new InterruptedException(text),
                new BrokenBarrierException(text),
                new TimeoutException(text),
                new EOFException(text),
                new IOException(text),
                new QueueClosedException(text),
                new AcquireTimeoutException(text),
                new ClaimTableFullException(text),
                new CodecException(text),
                new DomainAccessException(text),
                new DomainFullException(text),
                new ForeignFileException(text),
                new MapFullException(text),
                new NotDurableException(text),
                new ObjectCorruptException(text),
                new ObjectDeletedException(text),
                new ObjectMismatchException(text),
                new ObjectVersionException(text),
                new OwnershipLostException(text),
                new ProcessTableFullException(text),
                new SubscriberInUseException(text));
    }

    @ParameterizedTest
    @MethodSource("known")
    void shouldComeOutAsItself(Throwable failure) {
        Throwable read = sent(failure);

        assertThat(read).hasSameClassAs(failure).hasMessage("why");
        StackTraceElement[] frames = read.getStackTrace();
        assertThat(frames[0]).hasToString(failure.getStackTrace()[0].toString());
        assertThat(frames[frames.length - 1].toString())
                .isEqualTo("parley.server(pid " + ProcessHandle.current().pid() + ")");
    }

    @Test
    void shouldKnowEveryExceptionOfThisHostsObjects() {
        List<Class<?>> missing = new ArrayList<>();
        for (Class<?> type : ParleyException.class.getPermittedSubclasses()) {
            if (type != RemoteException.class && KnownFailures.make(type.getName(), "text", null) == null) {
                missing.add(type);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void shouldKeepCausesAndWhatWasSuppressed() {
        IllegalStateException failure =
                new IllegalStateException("outer", new ExecutionException(new IOException("in")));
        failure.addSuppressed(new TimeoutException("beside"));

        Throwable read = sent(failure);

        assertThat(read).hasCauseInstanceOf(ExecutionException.class).hasRootCauseMessage("in");
        assertThat(read.getSuppressed()).singleElement().isInstanceOf(TimeoutException.class);
        assertThat(sent(new UncheckedIOException("text", new IOException("in"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("in");
        assertThat(sent(new ClosedChannelException())).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void shouldKeepAMessageThatIsNotThere() {
        assertThat(sent(new NullPointerException())).hasMessage(null);
    }

    @Test
    void shouldDescribeWhatNobodyKnows() {
        class Own extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Own() {
                super("mine");
            }
        }

        assertThat(sent(new Own()))
                .isInstanceOf(RemoteInvocationException.class)
                .hasMessage(Own.class.getName() + ": mine");
        assertThat(sent(new OutOfMemoryError("heap"))).isInstanceOf(RemoteInvocationException.class);
    }

    @Test
    void shouldDescribeExceptionsThatMisbehave() {
        class Wild extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no");
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("no");
            }
        }
        IllegalStateException circle = new IllegalStateException("a");
        circle.initCause(new IllegalStateException("b", circle));
        Throwable chain = new IllegalStateException("0");
        for (int i = 1; i < 1_000; i++) {
            chain = new IllegalStateException(String.valueOf(i), chain);
            chain.addSuppressed(new IOException("beside"));
        }

        assertThat(sent(new Wild())).isInstanceOf(RemoteInvocationException.class);
        assertThat(sent(circle)).hasRootCauseMessage("b");
        assertThat(sent(chain)).hasMessage("999");
        assertThat(sent(new IllegalStateException("x".repeat(1_000_000))).getMessage())
                .hasSizeLessThan(30_000);
    }

    @Test
    void shouldWrapWhatMustBeDeclared() {
        assertThat(Failures.read(written(new TimeoutException("late"))))
                .isInstanceOf(RemoteInvocationException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldRefuseDamagedBytes() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        MessageBuffer whole = written(new IllegalStateException("a", new IOException("b")));
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = Arrays.copyOf(whole.array(), whole.length());
            for (int j = 0; j < 4; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = 1 + random.nextInt(bytes.length);
            MessageBuffer damaged = new MessageBuffer(length);
            damaged.writeBytes(bytes, 0, length);
            try {
                Failures.readAny(damaged, FailureTypes.NONE);
            } catch (CodecException expected) {
                assertThat(expected).hasMessageNotContaining("OutOfMemory");
            }
        }
    }

    @Test
    void shouldAddTheFramesOfTheCaller() {
        Throwable read = Failures.thrownHere(sent(new IllegalStateException("a")));

        assertThat(Arrays.stream(read.getStackTrace()).map(StackTraceElement::toString))
                .containsSubsequence(
                        "parley.server(pid " + ProcessHandle.current().pid() + ")")
                .anyMatch(frame -> frame.contains("org.junit"));
        assertThatThrownBy(() -> {
                    throw read;
                })
                .isInstanceOf(IllegalStateException.class);
    }
}
