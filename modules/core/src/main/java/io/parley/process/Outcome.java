package io.parley.process;

/**
 * How a task ended in another process.
 *
 * @param result what it returned; null if it failed, or if it returned null
 * @param failure what it threw; null if it returned
 */
record Outcome(Object result, Throwable failure) {}
