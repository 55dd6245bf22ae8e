package io.parley.manager;

/** What a {@link Manager} knows of queues. */
interface QueueObjects {}
