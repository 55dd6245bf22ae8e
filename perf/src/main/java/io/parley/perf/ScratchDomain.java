package io.parley.perf;

import io.parley.Parley;
import io.parley.perf.transport.Scratch;

/** A domain that is gone when the benchmark is over. */
record ScratchDomain(Scratch scratch, Parley parley) implements AutoCloseable {
    static ScratchDomain open() {
        Scratch scratch = Scratch.create();
        return new ScratchDomain(scratch, Parley.open(scratch.directory().resolve("domain")));
    }

    @Override
    public void close() {
        parley.close();
        scratch.close();
    }
}
