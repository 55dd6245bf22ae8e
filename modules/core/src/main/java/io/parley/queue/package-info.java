/** Durable queues between processes: blocking, competing consumers, claims that come back from the dead, replay. */
package io.parley.queue;
