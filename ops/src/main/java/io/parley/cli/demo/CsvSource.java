package io.parley.cli.demo;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads ticks from a CSV file, packed with gzip or not. Blank lines are skipped. One thread at a time. */
final class CsvSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final BufferedReader reader;
    private CsvFormat format;
    private long line;

    private CsvSource(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Opens a file and reads its header. */
    static CsvSource open(Path file) throws DemoException {
        requireFile(file);
        CsvSource source = new CsvSource(file, reader(file));
        try {
            source.format = source.readHeader();
            return source;
        } catch (DemoException e) {
            source.close();
            throw e;
        }
    }

    private static void requireFile(Path file) throws DemoException {
        if (Files.isDirectory(file)) {
            throw new DemoException(file + " is a directory; name a .csv or .csv.gz file in it");
        }
        if (Files.notExists(file)) {
            throw new DemoException("no such file: " + file);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DemoException(file + " is not a regular file; it has to be read twice");
        }
    }

    private static BufferedReader reader(Path file) throws DemoException {
        try {
            return new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.UTF_8), BUFFER);
        } catch (AccessDeniedException e) {
            throw new DemoException("no permission to read " + file, e);
        } catch (EOFException | ZipException e) {
            throw new DemoException(file + ": damaged gzip data: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DemoException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            bytes.mark(2);
            int magic = bytes.read() << 8 | bytes.read();
            bytes.reset();
            return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private CsvFormat readHeader() throws DemoException {
        String header = readLine();
        if (header == null) {
            throw new DemoException("empty file: " + file);
        }
        if (header.startsWith(BYTE_ORDER_MARK)) {
            header = header.substring(1);
        }
        CsvFormat found = CsvFormat.withHeader(header);
        if (found == null) {
            throw problem("unknown header '" + Decimals.abbreviate(header) + "'; expected '" + CsvFormat.SP500.header
                    + "' or '" + CsvFormat.FLIGHTS.header + "'");
        }
        return found;
    }

    /** What the header says. */
    CsvFormat format() {
        return format;
    }

    /** The next row's tick; null at the end. */
    Tick next() throws DemoException {
        String text = readLine();
        while (text != null && text.isBlank()) {
            text = readLine();
        }
        try {
            return text == null ? null : format.parse(text);
        } catch (IllegalArgumentException e) {
            throw problem(e.getMessage());
        }
    }

    private String readLine() throws DemoException {
        try {
            String text = reader.readLine();
            line++;
            return text;
        } catch (EOFException e) {
            throw new DemoException(
                    file + ": gzip data ends early, after line " + line + "; was a download cut short?", e);
        } catch (ZipException e) {
            throw new DemoException(file + ": damaged gzip data after line " + line + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DemoException("cannot read " + file + " after line " + line + ": " + e.getMessage(), e);
        }
    }

    private DemoException problem(String what) {
        return new DemoException(file + ":" + line + ": " + what);
    }

    @Override
    public void close() throws DemoException {
        try {
            reader.close();
        } catch (IOException e) {
            throw new DemoException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
