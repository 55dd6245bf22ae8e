package io.parley.crash;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/** Messages that tell by themselves who sent them, which of the sender's they are, and whether they are whole. */
record Traffic(int producer, long number) {
    private static final int HEADER = Integer.BYTES + Long.BYTES;
    private static final int LARGEST_USUAL = 2_000;

    /** A message of random size and content; with {@code bytes} > 0, of that size. */
    static byte[] message(int producer, long number, int bytes) {
        SplittableRandom random = new SplittableRandom(producer * 31L + number);
        int length = bytes > 0 ? bytes : random.nextInt(LARGEST_USUAL);
        byte[] filler = new byte[length];
        random.nextBytes(filler);
        ByteBuffer message = ByteBuffer.allocate(HEADER + length + Integer.BYTES);
        message.putInt(producer).putLong(number).put(filler);
        return message.putInt(checksum(message.array(), HEADER + length)).array();
    }

    /** Reads a message; throws if it is not one, whole. */
    static Traffic parse(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        int end = message.length - Integer.BYTES;
        if (end < HEADER || in.getInt(end) != checksum(message, end)) {
            throw new AssertionError("half a message: " + message.length + " bytes");
        }
        return new Traffic(in.getInt(), in.getLong());
    }

    private static int checksum(byte[] message, int length) {
        CRC32C crc = new CRC32C();
        crc.update(message, 0, length);
        return (int) crc.getValue();
    }
}
