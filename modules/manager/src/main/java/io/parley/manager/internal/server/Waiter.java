package io.parley.manager.internal.server;

import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * A request that waits in a line. Its monitor decides between who fulfils it, who says that it is too late, and who
 * cancels it.
 */
final class Waiter {
    private final Call call;
    private final Line line;
    private final Attempt attempt;
    private final Runnable tooLate;
    private final BooleanSupplier withdrawn;
    private boolean over;
    private Future<?> timer;

    Waiter(Call call, Line line, Attempt attempt, Runnable tooLate, BooleanSupplier withdrawn) {
        this.call = call;
        this.line = line;
        this.attempt = attempt;
        this.tooLate = tooLate;
        this.withdrawn = withdrawn;
    }

    Call call() {
        return call;
    }

    Line line() {
        return line;
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized void timer(Future<?> scheduled) {
        timer = scheduled;
        if (over) {
            scheduled.cancel(false);
        }
    }

    /** Tries, unless nobody could hear of the success now; whether the wait is over. */
    synchronized boolean tryIt() {
        if (over) {
            return true;
        }
        if (!call.session().isConnected()) {
            return false;
        }
        try {
            if (attempt.attempt(call)) {
                finish();
            }
        } catch (Throwable failure) {
            finish();
            call.fail(failure);
        }
        return over;
    }

    /** The time is up: one last try, then the answer for that. */
    synchronized void expire() {
        if (!over && !tryIt()) {
            finish();
            tooLate.run();
        }
    }

    /** The caller, or the session, does not wait any longer; whether it did until now, and has no answer. */
    synchronized boolean cancel() {
        boolean waited = !over;
        finish();
        return waited && withdrawn.getAsBoolean();
    }

    private void finish() {
        over = true;
        call.session().noLongerWaits(this);
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
