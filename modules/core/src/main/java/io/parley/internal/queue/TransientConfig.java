package io.parley.internal.queue;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.ring.RingLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a transient queue is created with; −1 is whatever is there, or the default when creating.
 *
 * @param capacity bytes for records, a power of two (1 MiB)
 * @param oneProducer 1 if one thread at a time may put (0)
 * @param oneConsumer 1 if one thread at a time may take (0)
 * @param codec how messages become bytes
 */
public record TransientConfig(int capacity, int oneProducer, int oneConsumer, String codec) {
    /** Everything left alone. */
    public static final TransientConfig DEFAULTS = new TransientConfig(-1, -1, -1, "");

    private static final int DEFAULT_CAPACITY = 1 << 20;

    /** With a capacity of at least that many bytes. */
    public TransientConfig withCapacity(long bytes) {
        if (bytes < 1 || bytes > RingLayout.MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "queue option out of range: capacityBytes=" + bytes + ", allowed=1.." + RingLayout.MAX_CAPACITY);
        }
        int rounded = Math.max(RingLayout.MIN_CAPACITY, Integer.highestOneBit(2 * (int) bytes - 1));
        return new TransientConfig(rounded, oneProducer, oneConsumer, codec);
    }

    /** With one producer only, or many. */
    public TransientConfig withOneProducer(boolean one) {
        return new TransientConfig(capacity, one ? 1 : 0, oneConsumer, codec);
    }

    /** With one consumer only, or many. */
    public TransientConfig withOneConsumer(boolean one) {
        return new TransientConfig(capacity, oneProducer, one ? 1 : 0, codec);
    }

    /** With that codec. */
    public TransientConfig withCodec(String id) {
        return new TransientConfig(capacity, oneProducer, oneConsumer, id);
    }

    /** Writes what was set, for another host. */
    public void write(MessageWriter out) {
        out.writeInt(capacity);
        out.writeInt(oneProducer);
        out.writeInt(oneConsumer);
    }

    /** Reads what {@link #write(MessageWriter)} wrote; checks every range. */
    public static TransientConfig read(MessageReader in) {
        int bytes = in.readInt();
        TransientConfig config = bytes == -1 ? DEFAULTS : DEFAULTS.withCapacity(bytes);
        int producer = in.readInt();
        int consumer = in.readInt();
        config = producer == -1 ? config : config.withOneProducer(producer == 1);
        return consumer == -1 ? config : config.withOneConsumer(consumer == 1);
    }

    /** How to create the file. */
    ObjectFile.Spec spec() {
        TransientConfig full = new TransientConfig(
                capacity < 0 ? DEFAULT_CAPACITY : capacity, Math.max(0, oneProducer), Math.max(0, oneConsumer), codec);
        int length = TransientLayout.fileLength(full.capacity);
        return new ObjectFile.Spec(ObjectKind.TRANSIENT_QUEUE, 0, -1, length, full::write);
    }

    private void write(Memory memory) {
        memory.putInt(TransientLayout.CAPACITY, capacity);
        memory.putInt(TransientLayout.ONE_PRODUCER, oneProducer);
        memory.putInt(TransientLayout.ONE_CONSUMER, oneConsumer);
        byte[] bytes = codec.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TransientLayout.CODEC_MAX) {
            throw new IllegalArgumentException("codec id too long: '" + codec + "' bytes=" + bytes.length + ", allowed="
                    + TransientLayout.CODEC_MAX);
        }
        memory.putInt(TransientLayout.CODEC_LENGTH, bytes.length);
        memory.putBytes(TransientLayout.CODEC, bytes, 0, bytes.length);
    }

    /** What the file says. */
    static TransientConfig read(ObjectFile file) {
        Memory memory = file.memory();
        if (memory.length() < TransientLayout.fileLength(RingLayout.MIN_CAPACITY)) {
            throw corrupt(file, "length", memory.length());
        }
        int capacity = memory.getInt(TransientLayout.CAPACITY);
        if (capacity < RingLayout.MIN_CAPACITY
                || capacity > RingLayout.MAX_CAPACITY
                || Integer.bitCount(capacity) != 1
                || memory.length() != TransientLayout.fileLength(capacity)) {
            throw corrupt(file, "capacity", capacity);
        }
        int codecLength = memory.getInt(TransientLayout.CODEC_LENGTH);
        if (codecLength < 0 || codecLength > TransientLayout.CODEC_MAX) {
            throw corrupt(file, "codec length", codecLength);
        }
        byte[] codec = new byte[codecLength];
        memory.getBytes(TransientLayout.CODEC, codec, 0, codecLength);
        return new TransientConfig(
                capacity,
                memory.getInt(TransientLayout.ONE_PRODUCER),
                memory.getInt(TransientLayout.ONE_CONSUMER),
                new String(codec, StandardCharsets.UTF_8));
    }

    private static ObjectCorruptException corrupt(ObjectFile file, String what, long found) {
        return new ObjectCorruptException("transient queue has an impossible " + what + ": " + file.path() + " found="
                + found + ", bytes=" + file.memory().length()
                + ". Restore the file, or delete it and let it be created again");
    }

    /** Refuses a queue that is not what the caller asked for. */
    void requireMatch(Path path, TransientConfig found) {
        require(path, "codec", found.codec, codec);
        require(path, "capacityBytes", found.capacity, capacity);
        require(path, "oneProducer", found.oneProducer, oneProducer);
        require(path, "oneConsumer", found.oneConsumer, oneConsumer);
    }

    private static void require(Path path, String option, Object found, Object expected) {
        if (!expected.equals(-1) && !found.equals(expected)) {
            throw new ObjectMismatchException("queue has another " + option + ": " + path + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }
}
