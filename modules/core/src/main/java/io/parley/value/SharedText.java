package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Utf8;
import io.parley.internal.sync.VersionedCellLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A text of bounded length that all processes of a domain see, always as a whole. For what Python people try with
 * {@code Value(c_char_p)} or put into a {@code ShareableList}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process.
 *
 * <p><b>Processes:</b> writers take turns by {@link #lock()}; readers take nothing and never wait. A process that dies
 * anywhere in a write leaves the old text or the new one, and the next writer goes on within milliseconds.
 *
 * <p><b>Ordering:</b> what a process did before a write is visible to whoever reads what was written.
 *
 * <p><b>Blocking:</b> writes wait for other writers and for whoever holds {@link #lock()}, interruption kept for later;
 * reads never; {@link #awaitChange} does. <b>Allocation:</b> the text.
 *
 * <p><b>Failure:</b> the room is counted in bytes of UTF-8. A text that needs more, or has half a surrogate pair, is an
 * {@link IllegalArgumentException}, and the old text stays; nothing is ever cut. Null is a
 * {@link NullPointerException}.
 *
 * <p><b>Differs from Python:</b> {@code c_char_p} is an address that means nothing to others; {@code ShareableList}
 * counts characters, loses zeros at the end and shows half-written texts. Here any text that fits comes back as it was.
 */
public final class SharedText extends VersionedValue implements ManagedText {
    private static final int LENGTH = 0;
    private static final int TEXT = Integer.BYTES;

    private final int maxBytes;
    /** What is about to be published; used under the lock. */
    private Memory pending;

    private SharedText(Parley parley, String name, int maxBytes, ObjectFile.Spec spec, VersionedCellLayout layout) {
        super(parley, name, spec, layout);
        this.maxBytes = maxBytes;
    }

    @Override
    List<String> details() {
        return List.of(Integer.toString(maxBytes));
    }

    /**
     * Opens the text, creating it first if there is none. {@link Parley#text(String, int)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param maxUtf8Bytes how many bytes of UTF-8 there is room for
     * @param initial its value if this call creates it
     * @return a handle
     * @throws IllegalArgumentException if the room is negative or over 256 MiB, or the initial text does not fit
     * @throws io.parley.ObjectMismatchException if it exists with other room
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedText open(Parley parley, String name, int maxUtf8Bytes, String initial) {
        VersionedCellLayout layout = VersionedLayout.text(VersionedLayout.requireSize("text room", maxUtf8Bytes));
        Memory value = encode(initial, maxUtf8Bytes, name, null);
        ObjectFile.Spec spec =
                VersionedLayout.spec(ObjectKind.TEXT, VersionedLayout.TYPE_TEXT, layout, maxUtf8Bytes, value);
        SharedText text = new SharedText(parley, name, maxUtf8Bytes, spec, layout);
        text.track();
        return text;
    }

    /** Length and bytes; in {@code reuse} if that is large enough. */
    private static Memory encode(String text, int max, String what, Memory reuse) {
        Objects.requireNonNull(text, "text has no room for null; store an empty one");
        int bytes = Utf8.requireFits(text, max, what);
        Memory target = reuse != null && reuse.length() >= TEXT + bytes ? reuse : Memory.allocate(TEXT + bytes, what);
        target.putInt(LENGTH, bytes);
        Utf8.put(target, TEXT, text);
        return target;
    }

    /**
     * Reads the text.
     *
     * @return the text
     */
    @Override
    public String get() {
        return new String(readBy(0, this::copy), StandardCharsets.UTF_8);
    }

    /** The length is kept within bounds, because a half-written one may be seen. */
    private byte[] copy(Memory from, int offset) {
        byte[] bytes = new byte[Math.max(0, Math.min(maxBytes, from.getInt(offset + LENGTH)))];
        from.getBytes(offset + TEXT, bytes, 0, bytes.length);
        return bytes;
    }

    /**
     * Replaces the text and wakes those who wait for a change.
     *
     * @param text the new text
     */
    @Override
    public void set(String text) {
        Objects.requireNonNull(text, "text has no room for null; store an empty one");
        Utf8.requireFits(text, maxBytes, memory.name());
        beginWrite();
        try {
            publish(text);
        } finally {
            endWrite();
        }
        changed.ringAll();
    }

    private void publish(String text) {
        pending = encode(text, maxBytes, memory.name(), pending);
        cells.publish(0, pending, TEXT + pending.getInt(LENGTH));
    }

    /**
     * Replaces the text.
     *
     * @param text the new text
     * @return the old one
     */
    @Override
    public String getAndSet(String text) {
        String old;
        beginWrite();
        try {
            old = get();
            publish(text);
        } finally {
            endWrite();
        }
        changed.ringAll();
        return old;
    }

    /**
     * Replaces the text if it equals the expected one.
     *
     * @param expected what it must be
     * @param text what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(String expected, String text) {
        Objects.requireNonNull(text, "text has no room for null; store an empty one");
        Utf8.requireFits(text, maxBytes, memory.name());
        boolean equal;
        beginWrite();
        try {
            equal = get().equals(expected);
            if (equal) {
                publish(text);
            }
        } finally {
            endWrite();
        }
        if (equal) {
            changed.ringAll();
        }
        return equal;
    }

    /**
     * Replaces the text by a function of itself and wakes those who wait for a change.
     *
     * @param function gets the present text; runs once, under {@link #lock()}
     * @return the new text
     */
    @Override
    public String updateAndGet(UnaryOperator<String> function) {
        String updated;
        beginWrite();
        try {
            updated = function.apply(get());
            publish(updated);
        } finally {
            endWrite();
        }
        changed.ringAll();
        return updated;
    }

    /**
     * How many bytes of UTF-8 there is room for.
     *
     * @return the room
     */
    @Override
    public int maxUtf8Bytes() {
        return maxBytes;
    }

    /**
     * How often the text was written. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of writes since it was created
     */
    @Override
    public long version() {
        return cells.version(0);
    }

    /**
     * Waits until the text was written since {@code seenVersion}, also if with the same text.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the text
     */
    @Override
    public long awaitChange(long seenVersion) throws InterruptedException {
        return awaitVersion(0, seenVersion);
    }

    /**
     * Waits until the text was written since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was written
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the text
     */
    @Override
    public boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return awaitVersion(0, seenVersion, toNs(timeout));
    }

    @Override
    public String toString() {
        return "SharedText(" + name() + "=" + (memory.isClosed() ? "closed" : get()) + ", " + path() + ")";
    }
}
