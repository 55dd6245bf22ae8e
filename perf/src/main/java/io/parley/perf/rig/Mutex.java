package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock between processes; one kind in each JVM, so that calls are inlined. */
public interface Mutex extends AutoCloseable {
    /** Of the lock, or of the file. */
    String NAME = "contest";

    /** Waits until nobody has it. */
    void lock();

    /** Gives it back. */
    void unlock();

    @Override
    void close();

    /** Parley's. */
    record Shared(Parley parley, SharedLock shared) implements Mutex {
        static Shared open(Path directory, LockOptions options) {
            Parley parley = Parley.open(directory.resolve("domain"));
            return new Shared(parley, parley.lock(NAME, options));
        }

        @Override
        public void lock() {
            shared.lock();
        }

        @Override
        public void unlock() {
            shared.unlock();
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** The kernel's. */
    final class OfFile implements Mutex {
        private final FileChannel file;
        private FileLock held;

        private OfFile(FileChannel file) {
            this.file = file;
        }

        /** Opens the file in a directory, creating it first if there is none. */
        public static OfFile open(Path directory) {
            try {
                return new OfFile(FileChannel.open(
                        directory.resolve(NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open a file to lock in " + directory, e);
            }
        }

        @Override
        public void lock() {
            try {
                held = file.lock();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot lock a file", e);
            }
        }

        @Override
        public void unlock() {
            try {
                held.release();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unlock a file", e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a file", e);
            }
        }
    }
}
