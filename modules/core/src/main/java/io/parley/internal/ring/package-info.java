/**
 * Records in mapped memory without history: a ring of bytes, written by one producer or by many, read by one consumer
 * at a time. What was read is overwritten.
 */
package io.parley.internal.ring;
