package io.parley.manager.internal.wire;

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
import io.parley.ProcessTableFullException;
import io.parley.SubscriberInUseException;
import io.parley.manager.IndeterminateException;
import io.parley.manager.RemoteInvocationException;
import io.parley.manager.SessionExpiredException;
import io.parley.pipe.AuthenticationException;
import io.parley.pipe.BrokenPipeException;
import io.parley.pipe.MessageTooLongException;
import io.parley.queue.QueueClosedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.util.ConcurrentModificationException;
import java.util.EmptyStackException;
import java.util.HashMap;
import java.util.InputMismatchException;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The exceptions that come out as themselves wherever they were thrown: the JDK's common ones, and what Parley's
 * objects throw. By name, so that nothing is loaded because a message says so.
 */
final class KnownFailures {
    private static final Map<String, BiFunction<String, Throwable, Throwable>> KNOWN = new HashMap<>();

    static {
        add(RuntimeException.class, RuntimeException::new);
        add(Exception.class, Exception::new);
        add(IllegalArgumentException.class, IllegalArgumentException::new);
        add(IllegalStateException.class, IllegalStateException::new);
        add(UnsupportedOperationException.class, UnsupportedOperationException::new);
        add(ConcurrentModificationException.class, ConcurrentModificationException::new);
        add(SecurityException.class, SecurityException::new);
        add(RejectedExecutionException.class, RejectedExecutionException::new);
        add(CompletionException.class, CompletionException::new);
        add(ExecutionException.class, ExecutionException::new);
        add(DateTimeException.class, DateTimeException::new);
        add(IOException.class, IOException::new);
        addPlain(IllegalMonitorStateException.class, IllegalMonitorStateException::new);
        addPlain(IndexOutOfBoundsException.class, IndexOutOfBoundsException::new);
        addPlain(ArrayIndexOutOfBoundsException.class, ArrayIndexOutOfBoundsException::new);
        addPlain(StringIndexOutOfBoundsException.class, StringIndexOutOfBoundsException::new);
        addPlain(NegativeArraySizeException.class, NegativeArraySizeException::new);
        addPlain(ArrayStoreException.class, ArrayStoreException::new);
        addPlain(ArithmeticException.class, ArithmeticException::new);
        addPlain(ClassCastException.class, ClassCastException::new);
        addPlain(NullPointerException.class, NullPointerException::new);
        addPlain(NumberFormatException.class, NumberFormatException::new);
        addPlain(NoSuchElementException.class, NoSuchElementException::new);
        addPlain(InputMismatchException.class, InputMismatchException::new);
        addPlain(CancellationException.class, CancellationException::new);
        addPlain(InterruptedException.class, InterruptedException::new);
        addPlain(CloneNotSupportedException.class, CloneNotSupportedException::new);
        addPlain(BrokenBarrierException.class, BrokenBarrierException::new);
        addPlain(TimeoutException.class, TimeoutException::new);
        addPlain(EOFException.class, EOFException::new);
        addPlain(FileNotFoundException.class, FileNotFoundException::new);
        addPlain(NotSerializableException.class, NotSerializableException::new);
        addPlain(NoSuchFileException.class, NoSuchFileException::new);
        addPlain(FileAlreadyExistsException.class, FileAlreadyExistsException::new);
        addPlain(AccessDeniedException.class, AccessDeniedException::new);
        addPlain(MissingResourceException.class, text -> new MissingResourceException(text, "", ""));
        addMute(EmptyStackException.class, EmptyStackException::new);
        addMute(BufferOverflowException.class, BufferOverflowException::new);
        addMute(BufferUnderflowException.class, BufferUnderflowException::new);
        addMute(ReadOnlyBufferException.class, ReadOnlyBufferException::new);
        addMute(ClosedChannelException.class, ClosedChannelException::new);
        addMute(NonReadableChannelException.class, NonReadableChannelException::new);
        addMute(NonWritableChannelException.class, NonWritableChannelException::new);
        add(
                UncheckedIOException.class,
                (text, cause) ->
                        new UncheckedIOException(text, cause instanceof IOException io ? io : new IOException(cause)));
        addParley();
    }

    private KnownFailures() {}

    private static void addParley() {
        addPlain(AcquireTimeoutException.class, AcquireTimeoutException::new);
        addPlain(QueueClosedException.class, QueueClosedException::new);
        addPlain(BrokenPipeException.class, BrokenPipeException::new);
        addPlain(MessageTooLongException.class, MessageTooLongException::new);
        add(AuthenticationException.class, AuthenticationException::new);
        add(ClaimTableFullException.class, ClaimTableFullException::new);
        add(CodecException.class, CodecException::new);
        add(DomainAccessException.class, DomainAccessException::new);
        add(DomainFullException.class, DomainFullException::new);
        add(ForeignFileException.class, ForeignFileException::new);
        add(MapFullException.class, MapFullException::new);
        add(NotDurableException.class, NotDurableException::new);
        add(ObjectCorruptException.class, ObjectCorruptException::new);
        add(ObjectDeletedException.class, ObjectDeletedException::new);
        add(ObjectMismatchException.class, ObjectMismatchException::new);
        add(ObjectVersionException.class, ObjectVersionException::new);
        add(OwnershipLostException.class, OwnershipLostException::new);
        add(ProcessTableFullException.class, ProcessTableFullException::new);
        add(SubscriberInUseException.class, SubscriberInUseException::new);
        add(RemoteInvocationException.class, RemoteInvocationException::new);
        // Of a server that is itself a client of another one.
        add(IndeterminateException.class, IndeterminateException::new);
        add(SessionExpiredException.class, SessionExpiredException::new);
    }

    private static void add(Class<? extends Throwable> type, BiFunction<String, Throwable, Throwable> maker) {
        KNOWN.put(type.getName(), maker);
    }

    private static void addPlain(Class<? extends Throwable> type, Function<String, Throwable> maker) {
        add(type, (text, cause) -> withCause(maker.apply(text), cause));
    }

    private static void addMute(Class<? extends Throwable> type, Supplier<Throwable> maker) {
        add(type, (text, cause) -> withCause(maker.get(), cause));
    }

    /** Gives an exception without one its cause, where that is possible. */
    static Throwable withCause(Throwable failure, Throwable cause) {
        if (cause != null && failure.getCause() == null) {
            try {
                failure.initCause(cause);
            } catch (IllegalStateException itHasNone) {
                failure.addSuppressed(cause);
            }
        }
        return failure;
    }

    /** One of them; null if the name is none of theirs. */
    static Throwable make(String type, String message, Throwable cause) {
        BiFunction<String, Throwable, Throwable> maker = KNOWN.get(type);
        return maker == null ? null : maker.apply(message, cause);
    }
}
