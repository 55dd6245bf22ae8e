package io.parley.testkit;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * The child's end of the conversation with the JVM that forked it.
 *
 * <p>A daemon thread reads standard input: a {@code go} line opens a barrier; end of file means that the parent is
 * gone, and ends this process at once. Nothing here takes a lock that the program under test could hold: lines go out
 * with one {@code write} each, straight to the file descriptor.
 */
final class ChildLink {
    /** Longest name of a barrier or report, in characters; each becomes at most 9 bytes. */
    static final int MAX_NAME = 100;
    /** Characters of a report in one line: with name, mark and verb they stay below {@link Protocol#MAX_LINE} bytes. */
    private static final int PART = 330;

    private static volatile ChildLink current;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final CountDownLatch bound = new CountDownLatch(1);
    private final Map<String, Semaphore> barriers = new ConcurrentHashMap<>();

    private ChildLink() {}

    /** Connects this JVM with its parent. Called once, before the program's main class is loaded. */
    static ChildLink open() {
        ChildLink link = new ChildLink();
        link.send(Protocol.HELLO, Long.toString(ProcessHandle.current().pid()));
        Thread reader = new Thread(link::readUntilParentDies, "parley-testkit-parent");
        reader.setDaemon(true);
        reader.start();
        // The program must not read the parent's lines.
        System.setIn(InputStream.nullInputStream());
        current = link;
        return link;
    }

    /** The link of this JVM, or an exception that says how to get one. */
    static ChildLink current() {
        ChildLink link = current;
        if (link == null) {
            throw new IllegalStateException(
                    "no parent to talk to: this JVM was not started by ForkedJvm. Start it with ForkedJvm.fork(Main.class).");
        }
        return link;
    }

    /** Sends one line. */
    void send(String verb, String name, String... words) {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name too long: '" + name + "' length=" + name.length() + " max=" + MAX_NAME);
        }
        String[] all = new String[words.length + 1];
        all[0] = name;
        System.arraycopy(words, 0, all, 1, words.length);
        byte[] line = (Protocol.MARK + Protocol.encode(verb, all)).getBytes(StandardCharsets.US_ASCII);
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the parent JVM; it closed the pipe", e);
        }
    }

    /** Sends a value of any length, cut into lines. */
    void report(String key, String value) {
        // One report at a time, or the parts of two threads' values for the same key would be mixed.
        synchronized (out) {
            int at = 0;
            while (value.length() - at > PART) {
                int end = at + PART;
                if (Character.isHighSurrogate(value.charAt(end - 1))) {
                    end--;
                }
                send(Protocol.REPORT_PART, key, value.substring(at, end));
                at = end;
            }
            send(Protocol.REPORT, key, value.substring(at));
        }
    }

    /** The permits that the parent has given for barrier {@code name}. */
    Semaphore barrier(String name) {
        return barriers.computeIfAbsent(name, ignored -> new Semaphore(0));
    }

    /** Waits until this process may be stopped without the danger that it outlives its parent. */
    void awaitBound() throws InterruptedException {
        bound.await();
    }

    /** A stopped process cannot see the end of its standard input; the kernel kills it then. */
    private void bindToParent() {
        try {
            NativeProcess.dieWithParent();
        } catch (LinkageError | RuntimeException e) {
            // No native library in this JVM: the end of standard input still ends it while it is not stopped.
            System.err.println("parley-testkit: cannot ask the kernel to end this JVM with its parent: " + e);
        }
        bound.countDown();
        send(Protocol.BOUND, "");
    }

    private void readUntilParentDies() {
        try {
            // On this thread, for the kernel's promise lasts as long as the thread; not on the main thread, for loading
            // the native library takes longer than many a test.
            bindToParent();
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> words = Protocol.decode(line);
                if (words.get(0).equals(Protocol.GO)) {
                    barrier(words.get(1)).release();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // A broken pipe says the same as its end.
        } finally {
            Runtime.getRuntime().halt(Protocol.EXIT_ORPHANED);
        }
    }
}
