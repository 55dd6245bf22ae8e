package io.parley.manager;

/** What a {@link Manager} knows of collections. */
interface CollectionObjects {}
