package io.parley.process;

import io.parley.Parley;
import io.parley.internal.serial.ClassRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a task threw, on its way back: the exception itself, if it can be written, and a description of it
 * ({@link RemoteTaskException}) for a reader who cannot read that.
 */
final class FailureBytes {
    static final byte FAILURE = 32;

    private FailureBytes() {}

    /** Why a result did not come back. */
    static IllegalStateException resultRefused(Object result, RuntimeException why) {
        Throwable cause = why.getCause() == null ? why : why.getCause();
        String type = result.getClass().isHidden()
                ? "a lambda"
                : "a " + result.getClass().getName();
        return new IllegalStateException("the task's result, " + type + ", " + why.getMessage(), cause);
    }

    /** The bytes; never fails. */
    static byte[] write(Throwable failure, Parley parley, ClassRule rule) {
        byte[] itself = {};
        RuntimeException why = null;
        try {
            itself = ObjectStreams.write(failure, parley, rule);
        } catch (RuntimeException e) {
            why = e;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FAILURE);
            out.writeUTF(RemoteFrames.thisProcess());
            out.writeInt(itself.length);
            out.write(itself);
            out.write(ObjectStreams.write(Descriptions.of(failure, why), parley, rule));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The exception, or what stands for it.
     *
     * @throws io.parley.CodecException if the bytes are damaged
     */
    static Throwable read(byte[] bytes, int offset, int length, Parley parley, ClassRule rule) {
        String process;
        byte[] itself;
        byte[] description;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset + 1, length - 1))) {
            process = in.readUTF();
            int count = in.readInt();
            if (count < 0 || count > in.available()) {
                throw ObjectStreams.damaged("a failure ends early: bytes=" + count, null);
            }
            itself = in.readNBytes(count);
            description = in.readAllBytes();
        } catch (IOException e) {
            throw ObjectStreams.damaged("a failure ends early: " + e, e);
        }
        Throwable failure =
                itself.length == 0 ? described(description, parley, rule) : readOr(itself, description, parley, rule);
        RemoteFrames.mark(failure, process);
        return failure;
    }

    private static Throwable readOr(byte[] itself, byte[] description, Parley parley, ClassRule rule) {
        RuntimeException why;
        try {
            Object read = ObjectStreams.read(itself, 0, itself.length, parley, rule);
            if (read instanceof Throwable failure) {
                return failure;
            }
            why = ObjectStreams.damaged("it is no exception", null);
        } catch (RuntimeException e) {
            why = e;
        }
        Throwable described = described(description, parley, rule);
        described.addSuppressed(why);
        return described;
    }

    private static Throwable described(byte[] bytes, Parley parley, ClassRule rule) {
        Object read = ObjectStreams.read(bytes, 0, bytes.length, parley, rule);
        if (read instanceof RemoteTaskException description) {
            return description;
        }
        throw ObjectStreams.damaged("a description of a failure is none", null);
    }
}
