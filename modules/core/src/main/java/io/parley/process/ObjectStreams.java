package io.parley.process;

import io.parley.CodecException;
import io.parley.Parley;
import io.parley.ParleyException;
import io.parley.internal.serial.ClassRule;
import io.parley.internal.serial.ReadBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;

/**
 * How targets, tasks and results travel: Java serialisation, in which a handle on a shared object is where that object
 * lies, and becomes a handle of the reader's domain. Which classes may be in it says a {@link ClassRule}, on both
 * sides.
 *
 * <p>The first byte tells the form: simple values ({@link LeafBytes}) and lambdas that capture nothing
 * ({@link PlainLambdas}) have shorter ways. Thread-safe.
 */
final class ObjectStreams {
    /** A stream of Java serialisation follows. */
    static final byte STREAM = 1;
    /** The same, of a lambda that captures nothing. */
    static final byte PLAIN_LAMBDA = 2;

    private static final int FIRST_BUFFER = 512;

    private ObjectStreams() {}

    /**
     * The bytes of an object, a copy as it is now.
     *
     * @param parley the domain that the reader has open
     * @throws IllegalArgumentException if it cannot travel; the message says where in it the reason is, and what to do
     */
    static byte[] write(Object value, Parley parley) {
        return write(value, parley, ClassRule.standard());
    }

    /** The bytes of an object for a reader with that rule. */
    static byte[] write(Object value, Parley parley, ClassRule rule) {
        byte[] leaf = LeafBytes.write(value);
        if (leaf != null) {
            return leaf;
        }
        byte[] known = PlainLambdas.known(value, rule);
        return known != null ? known : writeStream(value, parley, rule);
    }

    private static byte[] writeStream(Object value, Parley parley, ClassRule rule) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BUFFER);
        bytes.write(STREAM);
        ObjectWriter written;
        try (ObjectWriter out = new ObjectWriter(bytes, value, parley, rule)) {
            out.writeObject(value);
            written = out;
        } catch (NotSerializableException e) {
            throw Refusals.notSerializable(value, e);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw Refusals.failed(value, e);
        } catch (StackOverflowError e) {
            throw Refusals.tooDeep(value, e);
        }
        if (written.refused() != null) {
            throw Refusals.notAllowed(value, written.refused());
        }
        byte[] all = bytes.toByteArray();
        if (written.isPlainLambda()) {
            PlainLambdas.remember(value, rule, all);
        }
        return all;
    }

    /**
     * The object of these bytes, with its handles opened in {@code parley}.
     *
     * @throws CodecException if they name a class that is not allowed or not known here, or are damaged
     */
    static Object read(byte[] bytes, int offset, int length, Parley parley) {
        return read(bytes, offset, length, parley, ClassRule.standard());
    }

    /** The object of these bytes, held to that rule. */
    static Object read(byte[] bytes, int offset, int length, Parley parley, ClassRule rule) {
        if (length < 1) {
            throw damaged("there are no bytes", null);
        }
        int form = bytes[offset];
        if (form == PLAIN_LAMBDA) {
            return PlainLambdas.read(
                    bytes, offset, length, rule, () -> readStream(bytes, offset, length, parley, rule));
        }
        return form == STREAM ? readStream(bytes, offset, length, parley, rule) : LeafBytes.read(bytes, offset, length);
    }

    private static Object readStream(byte[] bytes, int offset, int length, Parley parley, ClassRule rule) {
        ReadBounds bounds = new ReadBounds(length);
        ByteArrayInputStream source = new ByteArrayInputStream(bytes, offset + 1, length - 1);
        try (ObjectReader in = new ObjectReader(source, parley, rule, bounds)) {
            Object value = in.readObject();
            if (source.available() > 0) {
                throw damaged(source.available() + " bytes are left over", null);
            }
            return value;
        } catch (StackOverflowError e) {
            throw damaged("its objects are nested too deep", e);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            String refusal = bounds.refusal();
            if (refusal != null) {
                throw new CodecException("What another process sent cannot be read: " + refusal, e);
            }
            throw e instanceof ParleyException known ? known : damaged(e.toString(), e);
        }
    }

    static CodecException damaged(String reason, Throwable cause) {
        return new CodecException(
                "What another process sent cannot be read: " + reason
                        + ". Either the classes there are others than here, or it is damaged",
                cause);
    }

    /**
     * The bytes of a task's end. Never fails: a result that cannot be written is written as a failure that says why.
     *
     * @param result what it returned
     * @param failure what it threw; null if it returned
     */
    static byte[] writeOutcome(Object result, Throwable failure, Parley parley) {
        return writeOutcome(result, failure, parley, ClassRule.standard());
    }

    /** The bytes of a task's end for a reader with that rule. */
    static byte[] writeOutcome(Object result, Throwable failure, Parley parley, ClassRule rule) {
        if (failure != null) {
            return FailureBytes.write(failure, parley, rule);
        }
        try {
            return write(result, parley, rule);
        } catch (RuntimeException e) {
            return FailureBytes.write(FailureBytes.resultRefused(result, e), parley, rule);
        } catch (OutOfMemoryError e) {
            return FailureBytes.write(e, parley, rule);
        }
    }

    /**
     * How the task ended. What cannot be read here is a failure that says why.
     *
     * @throws CodecException if the bytes are damaged
     */
    static Outcome readOutcome(byte[] bytes, int offset, int length, Parley parley) {
        return readOutcome(bytes, offset, length, parley, ClassRule.standard());
    }

    /** How the task ended, held to that rule. */
    static Outcome readOutcome(byte[] bytes, int offset, int length, Parley parley, ClassRule rule) {
        if (length > 0 && bytes[offset] == FailureBytes.FAILURE) {
            return new Outcome(null, FailureBytes.read(bytes, offset, length, parley, rule));
        }
        try {
            return new Outcome(read(bytes, offset, length, parley, rule), null);
        } catch (RuntimeException e) {
            return new Outcome(null, e);
        }
    }
}
