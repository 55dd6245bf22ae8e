package io.parley.testkit;

import io.parley.internal.crash.Failpoint;

/**
 * A failpoint at which a forked JVM carried out an action.
 *
 * @param point where
 * @param hit how often this JVM had passed the point then, counted from 1
 * @param action what it did
 * @param monotonicNs the child's {@link System#nanoTime()} immediately before the action. On Linux all JVMs of a host
 *     read the same clock, so a survivor may subtract it from its own reading to learn how long recovery took
 */
public record FailpointHit(Failpoint point, int hit, FailAction action, long monotonicNs) {}
