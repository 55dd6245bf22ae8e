/**
 * Numbers and arrays of numbers that all processes of a domain see: lock-free, allocation-free, no JVM flag needed.
 *
 * <p>What Python calls {@code Value} and {@code Array}. A plain {@code get} or {@code set} never waits for anybody;
 * instead of locking around {@code += 1} use the atomic methods.
 */
package io.parley.value;
