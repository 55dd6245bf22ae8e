package io.parley.internal.process;

import java.util.concurrent.CompletableFuture;

/** Tasks and their ends as they travel, for who brings them from one host to another; pools install it. */
public abstract class PoolDoor {
    private static volatile PoolDoor installed;

    /** For those who extend it. */
    protected PoolDoor() {}

    /** Makes it the one to use. */
    public static void install(PoolDoor door) {
        installed = door;
    }

    /** The one to use, once the class of pools of processes is initialised. */
    public static PoolDoor installed() {
        return installed;
    }

    /**
     * Gives a task to a pool of processes of this one. It is read by its worker only.
     *
     * @param pool the pool
     * @param task as it travels
     * @param timeoutNs how long it may run; 0 is for ever
     * @param retries how often it may be run again after its worker died
     * @return the task's end as it travels, or what kept it from coming to one
     */
    public abstract CompletableFuture<byte[]> run(Object pool, byte[] task, long timeoutNs, int retries);

    /** The end of a task, as it travels, that did not run or did not come back. */
    public abstract byte[] failed(Throwable failure);

    /** The pool of workers that are reached by messages. */
    public abstract Object pool(String name, FarWorkers workers);
}
