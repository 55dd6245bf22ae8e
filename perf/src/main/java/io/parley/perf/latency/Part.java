package io.parley.perf.latency;

/** What one thread of a run does, whatever the schedule; {@link PartLoop} keeps to the schedule and measures. */
sealed interface Part {
    /** Sends; somebody else notes when it arrives. */
    non-sealed interface Sender extends Part {
        /** Sends both times to a receiver, or to all of them. */
        void send(long intendedNs, long sentNs) throws Exception;
    }

    /** Receives what senders send. */
    non-sealed interface Receiver extends Part {
        /** Waits for the next message and notes its times. */
        void receive(Arrival arrival) throws Exception;
    }

    /** Does something that is over when the call returns: a round trip, or a step on something shared. */
    non-sealed interface Call extends Part {
        /** One of them. */
        void call() throws Exception;
    }

    /** Answers calls. */
    non-sealed interface Server extends Part {
        /** Waits for the next one and answers it. */
        void serve() throws Exception;
    }

    /** Wants a lock that others want as well. Whoever has it gives it up at the time of the next event. */
    non-sealed interface Contender extends Part {
        /** Waits for it. */
        void lock() throws Exception;

        /** Gives it to whoever waits. */
        void unlock() throws Exception;
    }
}
