package io.parley.internal.map;

/** Where this process finds a stripe's entries, as long as the stripe is in that generation. */
final class Home {
    /** Before anybody looked. */
    static final Home UNKNOWN = new Home(0, null);

    final long generation;
    final Segment segment;

    Home(long generation, Segment segment) {
        this.generation = generation;
        this.segment = segment;
    }
}
