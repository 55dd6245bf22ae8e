package io.parley.internal.queue;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/**
 * {@code log.readers} in a queue's directory, behind the object header: who must not lose the file under its hands.
 *
 * <pre>
 *    128  lock     128   who deletes files holds it, and who is about to read them
 *    256  pins      16   each: {next 8 | owner 4 | zero 4}; all messages from next on are kept while the owner lives
 * </pre>
 *
 * Prose twin: {@code docs/spec/subscriber.md}.
 */
public final class ReadersLayout {
    /** The file's name in the queue's directory. */
    public static final String FILE = "log.readers";
    /** Handles that read at a time, in all processes. */
    public static final int PINS = 240;
    /** Offset of the lock. */
    public static final int LOCK = ObjectHeader.LENGTH;

    /** Offset of the first pin. */
    public static final int FIRST_PIN = LOCK + LockWord.LENGTH;
    /** Bytes of a pin. */
    public static final int PIN_LENGTH = 16;
    /** Offset of the owner in a pin. */
    public static final int PIN_OWNER = 8;

    /** Bytes of the file: one page. */
    public static final int LENGTH = FIRST_PIN + PINS * PIN_LENGTH;

    private ReadersLayout() {}
}
