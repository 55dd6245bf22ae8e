package io.parley.queue;

import java.time.Duration;

/**
 * How far a subscriber is behind the newest message; a snapshot.
 *
 * @param messages how many it has not dealt with
 * @param bytes how many bytes of payload those have
 * @param time how long ago the oldest of them was appended; zero if there is none
 */
public record Lag(long messages, long bytes, Duration time) {}
