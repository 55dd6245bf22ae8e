package io.parley.cli.demo;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;

/** The one queue of the demo. */
final class TickQueue {
    static final int CAPACITY = 10_000;

    private TickQueue() {}

    static SharedQueue<Tick> open(Parley parley) {
        return parley.queue(
                "ticks", Codecs.record(Tick.class), o -> o.capacity(CAPACITY).latency(true));
    }
}
