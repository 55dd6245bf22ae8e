package io.parley.internal.live;

/** One occupied slot of the process table as it was read; a snapshot for people and for the reaper. */
public record ProcessSlot(
        int slot,
        int owner,
        long incarnation,
        long pid,
        long startTime,
        long pidNamespace,
        long openedAtNs,
        String name,
        boolean alive,
        boolean exiting) {
    @Override
    public String toString() {
        return "pid " + pid + " (" + name + ", slot " + slot + ", " + (alive ? "alive" : "dead") + ")";
    }
}
