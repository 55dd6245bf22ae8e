package io.parley.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley key new}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a new key, 32 random bytes, to a file that only its owner may read (mode 0600).",
            "Never replaces a file. Copy it to the clients' hosts by a way that others cannot read, such as scp."
        })
final class KeyNewCommand implements Callable<Integer> {
    private static final int BYTES = 32;

    @Parameters(paramLabel = "FILE", description = "The file to create.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            write();
            return 0;
        } catch (FileAlreadyExistsException e) {
            return fail("file exists: " + file + ". A key is never replaced; name another file or remove it yourself");
        } catch (IOException e) {
            return fail("cannot write the key: " + e);
        }
    }

    /** Readable by its owner only from the first moment, and complete or not there. */
    private void write() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            try {
                ByteBuffer left = ByteBuffer.wrap(key);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        return ExitCode.FAILED;
    }
}
