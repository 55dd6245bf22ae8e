package io.parley.internal.chronicle;

import java.nio.file.Path;

/**
 * A place where a log is not what it should be.
 *
 * @param file the cycle file
 * @param offset the byte at which it was noticed
 * @param firstLost the first message that cannot be read because of it; the next readable one if none is lost
 * @param lost how many messages cannot be read because of it
 * @param what what was found there
 */
public record LogDamage(Path file, long offset, long firstLost, long lost, String what) {}
