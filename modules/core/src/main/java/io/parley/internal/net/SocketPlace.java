package io.parley.internal.net;

import io.parley.internal.crash.Failpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The file of a Unix-domain socket. It gets its name when somebody listens behind it and nobody else may connect, by
 * {@code link}, as every file of Parley: so whoever finds the name can connect, and of two who want it one gets it.
 *
 * <p>The file of a listener that died is told by nobody answering, and removed under the lock of a file beside it,
 * which the kernel drops when its owner dies.
 */
final class SocketPlace {
    private static final int LONGEST = 107;
    private static final int ATTEMPTS = 16;

    private final Path path;
    private final Object file;

    private SocketPlace(Path path, Object file) {
        this.path = path;
        this.file = file;
    }

    /** Binds the channel and gives it its name. */
    static SocketPlace bind(ServerSocketChannel channel, Path path, int backlog) throws IOException {
        Path hidden = aside(path);
        if (hidden.toString().length() > LONGEST) {
            throw new BindException("path of the socket is too long: " + path + " bytes="
                    + path.toString().length()
                    + ", allowed="
                    + (LONGEST - hidden.toString().length() + path.toString().length())
                    + ". Choose a shorter directory");
        }
        try {
            channel.bind(UnixDomainSocketAddress.of(hidden), backlog);
        } catch (IOException e) {
            throw refused(path, e.getMessage() + ". Its directory must exist and be writable");
        }
        try {
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rw-------"));
            Failpoint.SOCKET_BOUND.hit();
            for (int i = 0; i < ATTEMPTS; i++) {
                if (tryLink(hidden, path)) {
                    Failpoint.SOCKET_NAMED.hit();
                    return new SocketPlace(path, fileKey(path));
                }
                makeRoom(path);
            }
            throw refused(path, "others take the name again and again. Is it used by something else?");
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    private static boolean tryLink(Path hidden, Path path) throws IOException {
        try {
            Files.createLink(path, hidden);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Removes what a dead listener left. One at a time: nobody else may take away what was found to be dead. */
    private static void makeRoom(Path path) throws IOException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        // The lock of a file excludes other processes, and not the threads of this one.
        synchronized (SocketPlace.class) {
            try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (isStill(lockFile, lock)) {
                    removeDead(path, lockFile);
                }
            }
        }
    }

    /** Whether the locked file has its name; if not, its last owner was done, and the caller looks again. */
    private static boolean isStill(Path lockFile, FileChannel lock) throws IOException {
        byte[] token = new byte[Long.BYTES];
        ThreadLocalRandom.current().nextBytes(token);
        lock.write(ByteBuffer.wrap(token), 0);
        try {
            return Arrays.equals(token, Files.readAllBytes(lockFile));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void removeDead(Path path, Path lockFile) throws IOException {
        try {
            if (answers(path)) {
                throw refused(path, "somebody listens there. Choose another path, or end the other listener");
            }
            Files.deleteIfExists(path);
            Failpoint.SOCKET_DEAD_REMOVED.hit();
        } finally {
            Files.deleteIfExists(lockFile);
        }
    }

    /** Whether somebody listens; false as well if the file is gone. Anything but a socket is left alone. */
    private static boolean answers(Path path) throws IOException {
        if (Files.exists(path)
                && !Files.readAttributes(path, "isOther").get("isOther").equals(true)) {
            throw refused(path, "there is a file that is no socket. Choose another path");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (IOException e) {
            return isBusy(e);
        }
    }

    /** Whether connecting failed since too many wait to be accepted: Linux says "try again" then. */
    static boolean isBusy(IOException e) {
        return String.valueOf(e.getMessage()).contains("temporarily unavailable");
    }

    private static BindException refused(Path path, String why) {
        return new BindException("cannot listen at " + path + ": " + why);
    }

    private static Path aside(Path path) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return path.resolveSibling(path.getFileName() + "." + random);
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Removes the name, unless somebody else has it by now. */
    void release() {
        try {
            if (file.equals(fileKey(path))) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // gone already
        }
    }
}
