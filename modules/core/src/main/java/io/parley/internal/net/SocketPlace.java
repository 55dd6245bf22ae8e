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
                underLock(path, () -> removeDead(path));
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

    /** Something that is done to a socket's name. */
    private interface Removal {
        void run() throws IOException;
    }

    /**
     * Names are removed one at a time: what was found to be dead, or one's own, must not be somebody else's by then.
     *
     * @return false if the lock has to be taken once more
     */
    private static boolean underLock(Path path, Removal removal) throws IOException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        // The lock of a file excludes other processes, and not the threads of this one.
        synchronized (SocketPlace.class) {
            try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!isStill(lockFile, lock)) {
                    return false;
                }
                try {
                    removal.run();
                } finally {
                    Files.deleteIfExists(lockFile);
                }
                return true;
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

    /** What a dead listener left. If the name is free, somebody may be taking it just now. */
    private static void removeDead(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (answers(path)) {
            throw refused(path, "somebody listens there. Choose another path, or end the other listener");
        }
        Files.deleteIfExists(path);
        Failpoint.SOCKET_DEAD_REMOVED.hit();
    }

    /** Whether somebody listens. Anything but a socket is left alone. */
    private static boolean answers(Path path) throws IOException {
        if (!Files.readAttributes(path, "isOther").get("isOther").equals(true)) {
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
        boolean interrupted = Thread.interrupted(); // which would close the lock's channel
        try {
            for (int i = 0; i < ATTEMPTS && !underLock(path, this::removeOwn); i++) {}
        } catch (IOException e) {
            // gone already, or its directory is
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void removeOwn() throws IOException {
        if (file.equals(fileKey(path))) {
            Files.delete(path);
        }
    }
}
