/**
 * The only package that uses Chronicle: durable logs over Chronicle Queue, made crash-safe for appenders that serialise
 * themselves with Parley's own lock.
 */
package io.parley.internal.chronicle;
