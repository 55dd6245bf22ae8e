/**
 * A durable queue's shared state: who appends, who takes what, who waits. Bytes only; messages are the public type's.
 */
package io.parley.internal.queue;
