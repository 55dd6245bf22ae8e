package io.parley.stress;

import io.parley.internal.live.Liveness;

/** A process as an algorithm sees it; all live but one. */
record Incarnation(int self) implements Liveness {
    static final Incarnation FIRST = new Incarnation(1 << 20 | 1);
    static final Incarnation SECOND = new Incarnation(2 << 20 | 1);
    static final Incarnation DEAD = new Incarnation(3 << 20 | 1);

    @Override
    public boolean isAlive(int owner) {
        return owner != DEAD.self;
    }

    @Override
    public String describe(int owner) {
        return "process " + (owner >>> 20);
    }
}
