package io.parley.internal.memory;

import io.parley.DomainAccessException;
import io.parley.DomainFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns what the file system refuses into Parley's words: what, where, why, and what to do. */
public final class FileFailures {
    /** How the kernel words a full file system. */
    public static final String NO_SPACE = "No space left on device";

    private FileFailures() {}

    /** The exception for an I/O failure on {@code path}; returned, so that the caller can throw it. */
    public static RuntimeException explain(String action, Path path, IOException cause) {
        String reason = cause instanceof FileSystemException fse && fse.getReason() != null
                ? fse.getReason()
                : cause.getMessage();
        if (reason != null && (reason.contains(NO_SPACE) || reason.contains("quota exceeded"))) {
            return new DomainFullException(
                    "cannot " + action + ": " + path + " reason=" + reason
                            + ". Free space there, or place the domain elsewhere",
                    cause);
        }
        if (cause instanceof AccessDeniedException denied) {
            return new DomainAccessException(
                    "cannot " + action + ": " + path + " permission denied on " + denied.getFile() + " for user "
                            + System.getProperty("user.name")
                            + ". Run as the owner, or create the domain with group access",
                    cause);
        }
        if (cause instanceof NoSuchFileException missing) {
            return new DomainAccessException(
                    "cannot " + action + ": " + path + " missing=" + missing.getFile()
                            + ". Create the directory it should lie in, or find out who removed it",
                    cause);
        }
        return new DomainAccessException("cannot " + action + ": " + path + " reason=" + cause, cause);
    }
}
