package io.parley.internal.map;

/** What an {@link EntryUpdate} wants to become of the entry. */
public enum Outcome {
    /** It stays as it is, or absent. */
    KEEP,
    /** Its value becomes what was written into {@code next}. */
    PUT,
    /** It goes. */
    REMOVE
}
