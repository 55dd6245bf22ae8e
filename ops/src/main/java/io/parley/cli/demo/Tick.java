package io.parley.cli.demo;

/**
 * One row of the input, the message on the queue. All numbers are integers, so that totals are exact and can be
 * compared.
 *
 * @param time when: days since 1970, or millionths of an hour
 * @param bucket which of the per-year or per-hour counts it belongs to
 * @param price in millionths: the closing price, or the distance in miles
 * @param volume what is added up: shares traded, or minutes of delay, which may be negative
 */
record Tick(long time, int bucket, long price, long volume) {}
