package io.parley.examples;

import io.parley.AcquireTimeoutException;
import io.parley.ClaimTableFullException;
import io.parley.Codecs;
import io.parley.DomainFullException;
import io.parley.MapFullException;
import io.parley.Parley;
import io.parley.ParleyException;
import io.parley.ProcessTableFullException;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** What Parley refuses, in which words, and which refusals may be gone when one tries again. */
public final class Failures {
    /** Of two words in the header of an object's file. */
    private static final int VERSION = 8;

    private static final int GENERATION = 24;

    private Failures() {}

    record Task(String name, Object context) implements Serializable {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        Parley parley = Parley.open("failures-" + ProcessHandle.current().pid());
        Path directory = parley.directory();

        parley.longArray("prices", 10);
        show(directory, () -> parley.longArray("prices", 20));

        Files.writeString(directory.resolve("notes.lock"), "not one of ours");
        show(directory, () -> parley.lock("notes"));

        parley.lock("torn").close();
        write(directory.resolve("torn.lock"), GENERATION, 42);
        show(directory, () -> parley.lock("torn"));

        parley.lock("future").close();
        write(directory.resolve("future.lock"), VERSION, 99);
        show(directory, () -> parley.lock("future"));

        Files.createSymbolicLink(directory.resolve("link.long"), Path.of("/etc/hostname"));
        show(directory, () -> parley.longValue("link"));

        show(directory, () -> Parley.open(directory.resolve("no/such/parent")));

        SharedQueue<String> jobs = parley.queue("jobs", Codecs.utf8(), o -> o.claims(1));
        jobs.put("one");
        jobs.put("two");
        jobs.claim();
        show(directory, jobs::claim);

        Files.createDirectories(directory.resolve("mail.queue/stranger"));
        show(directory, () -> parley.queue("mail", Codecs.utf8()));

        SharedQueue<Task> tasks = parley.queue("tasks", Codecs.serializable(Task.class));
        show(directory, () -> tasks.offer(new Task("sum", Thread.currentThread())));

        SharedLong count = parley.longValue("count");
        count.delete();
        show(directory, () -> count.awaitChange(0));

        loseALock(parley, directory);
    }

    /** A domain is closed under a lease, and the lock passes on. The program opens it again and finds out. */
    private static void loseALock(Parley parley, Path directory) throws Exception {
        Lease lease = parley.lock("book").acquire();
        parley.close();
        Parley again = Parley.open(directory);
        again.lock("book").lock();
        show(directory, () -> {
            lease.close();
            return null;
        });
        again.delete();
    }

    private static void write(Path file, int offset, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Integer.BYTES).put((byte) value).rewind(), offset);
        }
    }

    private static void show(Path directory, Callable<?> refused) throws Exception {
        try {
            refused.call();
            throw new IllegalStateException("not refused");
        } catch (ParleyException e) {
            String message = e.getMessage()
                    .replace(directory.toString(), "<domain>")
                    .replaceAll("(slot |thread |0x)\\p{XDigit}+", "$1N");
            System.out.println(e.getClass().getSimpleName() + (mayPass(e) ? " (may pass)" : "") + ": " + message);
        }
    }

    /** Whether trying the same again later makes sense. */
    private static boolean mayPass(ParleyException e) {
        return e instanceof AcquireTimeoutException
                || e instanceof ClaimTableFullException
                || e instanceof MapFullException
                || e instanceof DomainFullException
                || e instanceof ProcessTableFullException;
    }
}
