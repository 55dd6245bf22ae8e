package io.parley.manager.internal.server;

/** One try at what a request waits for. */
@FunctionalInterface
public interface Attempt {
    /**
     * Does it, if that needs no waiting, and answers the call.
     *
     * @return whether it was answered; if not, nothing was changed
     */
    boolean attempt(Call call) throws Exception;
}
