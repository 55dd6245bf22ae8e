package io.parley.cli.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Files one after the other as POSIX's {@code ustar} has them: a header of 512 bytes, the content, zeros to fill up.
 */
final class TarFile extends BundleFile {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int MODE = 100;
    private static final int USER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final String USTAR = "ustar\00000";
    private static final int READABLE = 0644;

    private final OutputStream out;

    TarFile(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(String name, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        if (name.length() >= NAME_BYTES) {
            throw new IllegalArgumentException("name too long: " + name + ". At most " + (NAME_BYTES - 1));
        }
        text(header, 0, name);
        octal(header, MODE, 7, READABLE);
        octal(header, USER, 7, 0);
        octal(header, GROUP, 7, 0);
        octal(header, SIZE, 11, content.length);
        octal(header, TIME, 11, Instant.now().getEpochSecond());
        text(header, TYPE, "0");
        text(header, MAGIC, USTAR);
        text(header, CHECKSUM, " ".repeat(CHECKSUM_BYTES)); // it counts as blanks in its own sum
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        octal(header, CHECKSUM, 6, sum);
        header[CHECKSUM + 6] = 0;
        out.write(header);
        out.write(content);
        out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    private static void octal(byte[] header, int at, int digits, long number) {
        text(header, at, String.format("%0" + digits + "o", number));
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
