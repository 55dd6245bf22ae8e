package io.parley.manager.internal.server;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.manager.internal.wire.Failures;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to its answer. Answered once: {@link #done()}, {@link #done(Receipt)} or {@link #fail}.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Call {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");

    /** Answers that are longer are not kept until the next request in the same slot, but acknowledged at once. */
    private static final int KEEP_BYTES = 4096;

    private final Session session;
    private final Frame request;
    private final MessageBuffer reply = new MessageBuffer(64);
    private boolean waited;

    Call(Session session, Frame request) {
        this.session = session;
        this.request = request;
    }

    /** Whose request it is. */
    public Session session() {
        return session;
    }

    /** What to do. */
    public int op() {
        return request.op();
    }

    /** The request's number within its session. */
    public long seq() {
        return request.seq();
    }

    /** With what to do it; read once. */
    public MessageReader args() {
        return request.body();
    }

    /** Where the result goes, before {@link #done()}. */
    public MessageWriter reply() {
        return reply;
    }

    /** It was done; the result is in {@link #reply()}. */
    public void done() {
        done((Receipt) null);
    }

    /**
     * It was done, and somebody wants to know whether the client heard of it. If the session is over by now, the
     * receipt hears so before this returns.
     *
     * @param receipt told exactly once; null for nobody
     */
    public void done(Receipt receipt) {
        boolean wantsAck = receipt != null || reply.length() > KEEP_BYTES;
        int flags = (wantsAck ? AnswerFlags.WANTS_ACK : 0) | waitedFlag();
        session.answer(this, answer(FrameType.REPLY, flags, reply), receipt);
    }

    /** It was done, and the result is a truth value. */
    public void done(boolean result) {
        reply.writeByte(result ? 1 : 0);
        done();
    }

    /** It was done, and the result is a number. */
    public void done(long result) {
        reply.writeLong(result);
        done();
    }

    /** It could not be done. */
    public void fail(Throwable failure) {
        if (session.isEnded()) {
            return;
        }
        if (session.isAnswered(this)) {
            LOG.warn("failed after it was answered: {}", this, failure);
            return;
        }
        MessageBuffer body = new MessageBuffer(128);
        Failures.write(failure, body);
        session.answer(this, answer(FrameType.FAILURE, waitedFlag(), body), null);
    }

    private int waitedFlag() {
        return waited ? AnswerFlags.WAITED : 0;
    }

    /** It is not answered before others have done something; the answer will say so. */
    public void waits() {
        waited = true;
    }

    /** The caller took it back, and nothing was done. */
    void takenBack() {
        session.answer(this, answer(FrameType.FAILURE, AnswerFlags.TAKEN_BACK, Frame.empty()), null);
    }

    /**
     * Tries now, and whenever the line moves, until it succeeds; in the order in which requests came.
     *
     * @param line what it waits for
     * @param timeoutNs how long; zero or less tries once
     * @param attempt does it
     * @param tooLate answers when the time is up
     */
    public void await(Line line, long timeoutNs, Attempt attempt, Runnable tooLate) {
        await(line, timeoutNs, attempt, tooLate, () -> true);
    }

    /**
     * As {@link #await(Line, long, Attempt, Runnable)}, for a wait that itself changed something, as an arrival does.
     *
     * @param withdrawn takes that back: nobody waits any more, as the caller was interrupted or the session is over.
     *     Says false if it is too late for that and the call was answered instead
     */
    public void await(Line line, long timeoutNs, Attempt attempt, Runnable tooLate, BooleanSupplier withdrawn) {
        line.await(new Waiter(this, line, attempt, tooLate, withdrawn), timeoutNs);
    }

    /**
     * Does it on a thread of the {@link Workers}, for what may take long. Later requests of the session do not wait for
     * it, and may be answered before. Not run at all if the session ends first. Unlike what is done at once it is not
     * {@linkplain Session#inTurn in turn}.
     *
     * @param work does it and answers the call
     * @throws IllegalStateException if too much waits already
     */
    public void later(Work work) {
        session.workers().add(this, work);
    }

    /** Does it on this thread; what it throws is the answer. */
    void runNow(Work work) {
        if (session.isEnded()) {
            return;
        }
        try {
            work.run(this);
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private Frame answer(FrameType type, int flags, MessageBuffer body) {
        return new Frame(type, flags, session.id(), request.seq(), session.nextCommit(), request.object(), body);
    }

    @Override
    public String toString() {
        return "Call(op=" + op() + ", seq=" + seq() + ", " + session + ")";
    }
}
