package io.parley.process;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A task with a result that can travel to another process. A lambda given to a {@link Pool} becomes one by itself.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface SerializableCallable<T> extends Callable<T>, Serializable {}
