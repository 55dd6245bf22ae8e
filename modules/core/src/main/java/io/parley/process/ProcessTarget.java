package io.parley.process;

import java.io.Serializable;

/**
 * What a {@link ParleyProcess} runs: a lambda, a method reference, or an object of a serialisable class. It travels to
 * the child as a copy; handles on shared objects arrive as handles on the same objects.
 */
@FunctionalInterface
public interface ProcessTarget extends Serializable {
    /**
     * Does the work, in the child's main thread.
     *
     * @throws Exception ends the child with exit code 1; the stack trace goes to its standard error
     */
    void run() throws Exception;
}
