package io.parley.contract;

import io.parley.Parley;

/** What the other party of a contract can be told to do, by name. Subclasses have a constructor without parameters. */
abstract class Steps {
    /** Opens the object under test. */
    abstract void open(Parley parley);

    /** Does one step and returns what the test wants to know of it. */
    abstract Object step(String name) throws Exception;

    /** Does one step; its result or, if it fails, the exception's simple name. */
    final String run(String name) {
        try {
            return String.valueOf(step(name));
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
