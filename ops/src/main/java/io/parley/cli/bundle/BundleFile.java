package io.parley.cli.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A new file with files in it. */
public abstract class BundleFile implements AutoCloseable {
    private static final String ZIP = ".zip";

    /**
     * Creates one that its owner alone may read.
     *
     * @param file ends in .zip, .tar.gz or .tgz
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public static BundleFile create(Path file) throws IOException {
        Set<StandardOpenOption> newOnly = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownersOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, newOnly, ownersOnly));
        return file.toString().endsWith(ZIP) ? new Zip(out) : new TarFile(new GZIPOutputStream(out));
    }

    /** Whether a file's name says in which of these forms it is. */
    public static boolean isOne(Path file) {
        String name = file.toString();
        return name.endsWith(ZIP) || name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    /** Puts a file into it. */
    public abstract void add(String name, byte[] content) throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Zip extends BundleFile {
        private final ZipOutputStream out;

        private Zip(OutputStream out) {
            this.out = new ZipOutputStream(out);
        }

        @Override
        public void add(String name, byte[] content) throws IOException {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            out.closeEntry();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
