package io.parley.process;

import java.io.Serializable;

/**
 * A task without a result that can travel to another process. A lambda given to a {@link Pool} becomes one by itself.
 */
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
