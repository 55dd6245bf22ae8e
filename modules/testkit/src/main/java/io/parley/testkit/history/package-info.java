/**
 * Checks what several processes did to one object at the same time against what one process after the other could have
 * done.
 *
 * <p>Each process notes when it called, when it had its answer, and what the answer was
 * ({@link io.parley.testkit.history.TimedCall}); the time is that of {@link System#nanoTime}, which all processes of a
 * Linux host share. {@link io.parley.testkit.history.Linearizability} then looks for one order of the calls that
 * explains all answers. A call of a process that was killed has no answer: it may have happened or not.
 */
package io.parley.testkit.history;
