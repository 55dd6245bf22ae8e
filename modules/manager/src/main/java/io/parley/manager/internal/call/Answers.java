package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.manager.RemoteInvocationException;

/** Reads what came back from a call: a value, a proxy, or what was thrown. */
final class Answers {
    private Answers() {}

    /**
     * The result.
     *
     * @param type of what the result, or the proxy, has to be
     * @throws RuntimeException and everything else that the method threw there, also what is not declared here
     */
    static Object read(MessageReader answer, Class<?> type, Proxies proxies) {
        int what = answer.readByte();
        return switch (what) {
            case CallOps.VALUE ->
                answer.remaining() == 0
                        ? null
                        : ObjectArrays.toArray(proxies.codec().read(answer).get(0), type);
            case CallOps.PROXY -> proxies.proxy(Ref.read(answer), type);
            case CallOps.THROWN ->
                throw Answers.<RuntimeException>sneaky(proxies.codec().readFailure(answer));
            default ->
                throw new RemoteInvocationException(
                        "cannot read the answer of the server: kind=" + what + ". Update the older side", null);
        };
    }

    /** Of what has no result: only what was thrown matters. */
    static void readDone(MessageReader answer, Proxies proxies) {
        if (answer.readByte() == CallOps.THROWN) {
            throw Answers.<RuntimeException>sneaky(proxies.codec().readFailure(answer));
        }
    }

    /** Brings an exception out of a method that does not declare it. */
    @SuppressWarnings("unchecked") // that is the trick
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }
}
