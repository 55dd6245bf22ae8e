package io.parley.manager;

/** What a {@link Manager} knows of registered classes and pools. */
interface RegisteredObjects {}
