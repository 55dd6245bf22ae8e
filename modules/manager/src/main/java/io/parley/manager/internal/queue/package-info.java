/** Queues: what serves them, and what stands for them at the client. */
package io.parley.manager.internal.queue;
