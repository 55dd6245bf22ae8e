/**
 * Processes and pools: start JVMs, give them work, never hang. Python's {@code Process}, {@code Pool} and
 * {@code subprocess}.
 *
 * <p>A {@link io.parley.process.ParleyProcess} is a JVM that runs a target of this program; a
 * {@link io.parley.process.ProcessPool} keeps several of them and hands them tasks as an
 * {@link java.util.concurrent.ExecutorService} does. Both belong to a domain: the child opens it before the target
 * runs, and handles among the target's arguments arrive as handles on the same objects. External programs are run by
 * {@link io.parley.process.Commands}.
 */
package io.parley.process;
