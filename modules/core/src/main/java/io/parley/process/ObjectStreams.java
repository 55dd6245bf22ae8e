package io.parley.process;

import io.parley.Parley;
import io.parley.SharedObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * How targets, tasks and results travel: Java serialisation, in which a handle on a shared object is where that object
 * lies, and becomes a handle of the reader's domain.
 */
final class ObjectStreams {
    private ObjectStreams() {}

    /** The bytes of an object; handles in it must be of {@code parley}'s domain. */
    static byte[] write(Object value, Parley parley) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Output out = new Output(bytes, parley)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be sent to another process: " + e, e);
        }
        return bytes.toByteArray();
    }

    /** The object of these bytes, with its handles opened in {@code parley}. */
    static Object read(byte[] bytes, int offset, int length, Parley parley) throws IOException, ClassNotFoundException {
        try (Input in = new Input(new ByteArrayInputStream(bytes, offset, length), parley)) {
            return in.readObject();
        }
    }

    /**
     * The bytes of a task's end. Never fails: a result that cannot be written is written as a failure that says why.
     *
     * @param result what it returned
     * @param failure what it threw; null if it returned
     */
    static byte[] writeOutcome(Object result, Throwable failure, Parley parley) {
        return write(new Object[] {result, failure}, parley);
    }

    /**
     * How the task ended. Never fails but for bytes that nobody wrote: what cannot be read here is a failure that says
     * why.
     *
     * @throws io.parley.CodecException if the bytes are damaged
     */
    static Outcome readOutcome(byte[] bytes, int offset, int length, Parley parley) {
        try {
            Object[] both = (Object[]) read(bytes, offset, length, parley);
            return new Outcome(both[0], (Throwable) both[1]);
        } catch (IOException | ClassNotFoundException e) {
            throw new io.parley.CodecException("cannot be read: " + e, e);
        }
    }

    private record Handle(byte[] address) implements Serializable {}

    private record Domain() implements Serializable {}

    private static final class Output extends ObjectOutputStream {
        private final Parley parley;

        Output(OutputStream out, Parley parley) throws IOException {
            super(out);
            this.parley = parley;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            if (value instanceof Parley) {
                return new Domain();
            }
            return value instanceof SharedObject shared ? new Handle(HandleBytes.write(shared, parley)) : value;
        }
    }

    private static final class Input extends ObjectInputStream {
        private final Parley parley;

        Input(ByteArrayInputStream in, Parley parley) throws IOException {
            super(in);
            this.parley = parley;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object value) {
            if (value instanceof Domain) {
                return parley;
            }
            return value instanceof Handle handle ? HandleBytes.read(handle.address(), parley) : value;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
