package io.parley.internal.domain;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.wait.WaitBoard;
import java.nio.file.Path;

/** What whoever looks at a domain asks, whether taking part in it or not. */
public interface DomainLook {
    /** The domain's directory. */
    Path directory();

    /** Who is alive, and who of them is asking. */
    Liveness liveness();

    /** The process behind an owner word; null if its slot moved on. */
    ProcessSlot find(int owner);

    /** Whether the thread behind a mark in a lock has ended; false if it has none. */
    boolean hasThreadEnded(int mark);

    /** The board of who sleeps for what; null if nobody ever slept in the domain. */
    WaitBoard waitBoard();

    /** How an object's file is called on the wait board. */
    default String relative(Path file) {
        return directory().relativize(file).toString();
    }
}
