package io.parley.manager.internal.server;

import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** A request that waits in a line. Everything here happens in its session's turn. */
final class Waiter {
    private final Call call;
    private final Line line;
    private final Attempt attempt;
    private final Runnable tooLate;
    private final BooleanSupplier withdrawn;
    private long place;
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

    /** Its number in the line, from 1. */
    long place() {
        return place;
    }

    void place(long number) {
        place = number;
    }

    void timer(Future<?> scheduled) {
        timer = scheduled;
    }

    /** Tries, unless nobody could hear of the success now; whether the wait is over. */
    boolean tryIt() {
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

    /** The time is up: one last try if it is its turn, then the answer for that. */
    void expire(boolean first) {
        if (over || first && tryIt()) {
            return;
        }
        finish();
        try {
            tooLate.run();
        } catch (Throwable failure) {
            call.fail(failure);
        }
    }

    /** The caller does not wait any longer. */
    void takeBack() {
        if (!over) {
            finish();
            if (withdrawn.getAsBoolean()) {
                call.takenBack();
            }
            line.retry();
        }
    }

    /** Nobody waits any longer. */
    void sessionEnded() {
        if (!over) {
            finish();
            withdrawn.getAsBoolean();
            line.retry();
        }
    }

    private void finish() {
        over = true;
        line.remove(this);
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
