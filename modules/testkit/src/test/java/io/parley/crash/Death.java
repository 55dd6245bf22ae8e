package io.parley.crash;

import io.parley.internal.crash.Failpoint;

/**
 * One way to die.
 *
 * @param operation what the victim is doing, in its actor's words
 * @param point where it dies
 * @param nthPassing at which passing, from 1
 * @param before a death that must have happened right before, while nobody else touches the object; null for none
 */
record Death(String operation, Failpoint point, int nthPassing, Death before) {
    /** In the middle of the traffic. */
    private static final int USUAL_PASSING = 3;

    static Death in(String operation, Failpoint point) {
        return new Death(operation, point, USUAL_PASSING, null);
    }

    /** At the first passing: for places that are passed once. */
    Death atOnce() {
        return new Death(operation, point, 1, before);
    }

    /** At another passing than the usual one. */
    Death at(int passing) {
        return new Death(operation, point, passing, before);
    }

    /** Following another one, with the survivors at rest in between. */
    Death after(Death other) {
        return new Death(operation, point, 1, other);
    }

    @Override
    public String toString() {
        return operation + " at " + point + (before == null ? "" : " after " + before);
    }
}
