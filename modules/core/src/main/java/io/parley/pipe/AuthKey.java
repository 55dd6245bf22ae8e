package io.parley.pipe;

import io.parley.internal.net.KeySecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import javax.security.auth.Destroyable;

/**
 * The secret that both ends of a connection have to know. Python's {@code authkey}.
 *
 * <p>It never travels: each end proves that it knows it. It does not encrypt or sign what is sent afterwards; on a
 * network that others can change, put the connection into a tunnel.
 *
 * <p><b>Threading:</b> thread-safe. The key's bytes are in no message, no log and no {@link #toString()}.
 *
 * <p><b>Differs from Python:</b> an empty key is refused, and going without one has to be said: {@link #none()}.
 */
public final class AuthKey implements Destroyable {
    static {
        KeySecrets.register(key -> ((AuthKey) key).secret());
    }

    private static final int MAX_FILE_BYTES = 4096;
    private static final AuthKey NONE = new AuthKey(null);

    private final byte[] bytes;
    private boolean destroyed;

    private AuthKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key of these bytes; 32 random ones are plenty.
     *
     * @param bytes the secret, copied; wipe yours if you like
     * @return the key
     * @throws IllegalArgumentException if there are none
     */
    public static AuthKey of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the key is empty. Give random bytes, or say AuthKey.none()");
        }
        return new AuthKey(bytes.clone());
    }

    /**
     * The key in a file: all of its bytes, a line end included.
     *
     * @param file at most 4,096 bytes, readable and writable by its owner only
     * @return the key
     * @throws IOException if the file cannot be read, is empty or too long, or others may read or write it
     */
    public static AuthKey fromFile(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean open = permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"));
        if (open) {
            throw new IOException("key file is open to others: " + file + " permissions="
                    + PosixFilePermissions.toString(permissions) + ". Make it chmod 600, and a new key");
        }
        long size = Files.size(file);
        if (size == 0 || size > MAX_FILE_BYTES) {
            throw new IOException("key file has no usable length: " + file + " bytes=" + size + ", allowed=1.."
                    + MAX_FILE_BYTES + ". Write 32 random bytes into it");
        }
        return new AuthKey(Files.readAllBytes(file));
    }

    /**
     * No key: whoever reaches the address may connect. For Unix-domain addresses, where the file's permissions decide
     * who that is.
     *
     * @return the absence of a key
     */
    public static AuthKey none() {
        return NONE;
    }

    /** A copy of the secret; null for {@link #none()}. */
    synchronized byte[] secret() {
        if (destroyed) {
            throw new IllegalStateException("the key was destroyed. Make a new one");
        }
        return bytes == null ? null : bytes.clone();
    }

    /** Wipes the key; it cannot be used any more. Does nothing to {@link #none()}. */
    @Override
    public synchronized void destroy() {
        if (bytes != null) {
            Arrays.fill(bytes, (byte) 0);
            destroyed = true;
        }
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return bytes == null ? "AuthKey(none)" : "AuthKey(secret)";
    }
}
