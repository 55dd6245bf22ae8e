package io.parley.manager;

/** What a {@link Manager} knows of locks and everything to wait with. */
interface SyncObjects {}
