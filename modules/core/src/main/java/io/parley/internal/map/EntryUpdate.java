package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;

/** A change of one entry that depends on what the entry is: one atomic step for every process. */
@FunctionalInterface
public interface EntryUpdate {
    /**
     * Decides. Runs while the key's stripe is locked: everybody who wants to write there waits. Usually called once;
     * again, if the map had to grow for the new value and somebody changed the entry meanwhile.
     *
     * @param current the value, to be read from its beginning; null if there is none
     * @param next empty; the new value goes here if the outcome is PUT
     */
    Outcome update(MessageBuffer current, MessageBuffer next);
}
