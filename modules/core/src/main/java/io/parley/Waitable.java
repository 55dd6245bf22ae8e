package io.parley;

/**
 * What can be waited for together with others, in a wait set: it is ready when the call that usually waits would not
 * wait, because there is something or because nothing will come any more.
 *
 * <p><b>Threading:</b> may be asked by any thread. <b>Differs from Python:</b> the objects that {@code connection.wait}
 * takes.
 */
public interface Waitable {
    /**
     * Whether a wait for this would end at once.
     *
     * @return a snapshot
     */
    boolean isReady();
}
