package io.parley.collection;

import io.parley.internal.map.Outcome;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * What is to become of one number, and what became of it. A number that is not there counts as 0, of any type. Reused
 * by one thread: the results hold until its next change.
 */
abstract class WordChange {
    /** What is to become of a number; the names say of which type, where that matters. */
    enum Kind {
        SET,
        ADD,
        COMPARE_AND_SET,
        REMOVE,
        COMPARE_AND_REMOVE,
        PUT_IF_ABSENT,
        COMPUTE_IF_ABSENT,
        MERGE,
        UPDATE,
        COMBINE,
        ADD_DOUBLE,
        UPDATE_DOUBLE,
        COMBINE_DOUBLE,
        UPDATE_INT,
        COMBINE_INT
    }

    private Kind kind;
    private long operand;
    private long expected;
    private Object function;
    private boolean present;
    private long old;
    private long updated;
    private boolean changed;

    /** What to do; {@code operand}, {@code expected} and {@code function} as the kind needs them. */
    final void prepare(Kind what, long number, long condition, Object operator) {
        kind = what;
        operand = number;
        expected = condition;
        function = operator;
        changed = false;
    }

    /** It is done, or has failed: lets go of what the caller passed. */
    final void finish(Outcome outcome) {
        function = null;
        changed = outcome != Outcome.KEEP;
    }

    /** Computes the new number. Runs once, or again if somebody else was quicker. */
    final Outcome apply(boolean there, long number) {
        present = there;
        old = number;
        updated = number;
        if (there && (kind == Kind.PUT_IF_ABSENT || kind == Kind.COMPUTE_IF_ABSENT)) {
            return Outcome.KEEP;
        }
        if (kind == Kind.REMOVE || kind == Kind.COMPARE_AND_REMOVE) {
            return there && (kind == Kind.REMOVE || number == expected) ? Outcome.REMOVE : Outcome.KEEP;
        }
        if (kind == Kind.COMPARE_AND_SET && number != expected) {
            return Outcome.KEEP;
        }
        updated = compute();
        return Outcome.PUT;
    }

    private long compute() {
        return switch (kind) {
            case SET, COMPARE_AND_SET, PUT_IF_ABSENT -> operand;
            case REMOVE, COMPARE_AND_REMOVE -> 0;
            case ADD -> old + operand;
            case COMPUTE_IF_ABSENT -> ((LongUnaryOperator) function).applyAsLong(operand);
            case MERGE -> present ? ((LongBinaryOperator) function).applyAsLong(old, operand) : operand;
            case UPDATE -> ((LongUnaryOperator) function).applyAsLong(old);
            case COMBINE -> ((LongBinaryOperator) function).applyAsLong(old, operand);
            case ADD_DOUBLE -> bits(asDouble(old) + asDouble(operand));
            case UPDATE_DOUBLE -> bits(((DoubleUnaryOperator) function).applyAsDouble(asDouble(old)));
            case COMBINE_DOUBLE ->
                bits(((DoubleBinaryOperator) function).applyAsDouble(asDouble(old), asDouble(operand)));
            case UPDATE_INT -> ((IntUnaryOperator) function).applyAsInt((int) old);
            case COMBINE_INT -> ((IntBinaryOperator) function).applyAsInt((int) old, (int) operand);
        };
    }

    static long bits(double number) {
        return Double.doubleToRawLongBits(number);
    }

    static double asDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** Whether there was a number; for who finds out before {@link #apply} that there is none. */
    final void found(boolean there) {
        present = there;
    }

    final boolean wasPresent() {
        return present;
    }

    final long old() {
        return old;
    }

    final long updated() {
        return updated;
    }

    final boolean changed() {
        return changed;
    }

    /** What {@link Kind#SET} and the like write. */
    final long operand() {
        return operand;
    }
}
