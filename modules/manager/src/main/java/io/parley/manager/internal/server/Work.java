package io.parley.manager.internal.server;

/** What a request asks for, if it may take long. */
@FunctionalInterface
public interface Work {
    /** Does it and answers the call, or parks it. What it throws is the answer. */
    void run(Call call) throws Exception;
}
