package io.parley;

import io.parley.internal.serial.ReadBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.Objects;

/** The streams between Java serialisation and a message. */
final class SerialStreams {
    private SerialStreams() {}

    /** Writes objects, and takes note of the first class that a reader would refuse. */
    static final class Output extends ObjectOutputStream {
        private final SerialAllowList allowed;
        private Class<?> refused;

        Output(MessageWriter out, SerialAllowList allowed) throws IOException {
            super(new MessageOutput(out));
            this.allowed = allowed;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            // Only noted: an exception from here would itself be written to the stream, and hide the cause of another.
            if (refused == null && !allowed.permits(type)) {
                refused = type;
            }
        }

        @Override
        protected void annotateProxyClass(Class<?> type) {
            annotateClass(type);
        }

        Class<?> refused() {
            return refused;
        }
    }

    /** Reads objects of allowed classes; every class that a stream names, also of arrays and enums, comes by here. */
    static final class Input extends ObjectInputStream {
        private final SerialAllowList allowed;
        private final ReadBounds filter;

        Input(MessageReader in, SerialAllowList allowed, ReadBounds filter) throws IOException {
            super(new MessageInput(in));
            this.allowed = allowed;
            this.filter = filter;
            setObjectInputFilter(filter);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
            Class<?> found = allowed.find(description.getName());
            if (found == null) {
                throw refused(description.getName());
            }
            return found;
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
            throw refused("java.lang.reflect.Proxy of " + String.join(", ", interfaces));
        }

        private InvalidClassException refused(String name) {
            filter.refuse(SerializableCodec.classRefusal(name));
            return new InvalidClassException(name, "not allowed");
        }
    }

    private static final class MessageOutput extends OutputStream {
        private final MessageWriter out;

        MessageOutput(MessageWriter out) {
            this.out = out;
        }

        @Override
        public void write(int value) {
            out.writeByte(value);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            out.writeBytes(source, offset, length);
        }
    }

    private static final class MessageInput extends InputStream {
        private final MessageReader in;

        MessageInput(MessageReader in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.remaining() == 0 ? -1 : in.readByte() & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            int count = Math.min(length, in.remaining());
            if (count == 0) {
                return -1;
            }
            in.readBytes(target, offset, count);
            return count;
        }

        @Override
        public int available() {
            return in.remaining();
        }
    }
}
