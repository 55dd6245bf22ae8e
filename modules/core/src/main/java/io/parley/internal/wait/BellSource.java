package io.parley.internal.wait;

import java.util.function.BooleanSupplier;

/**
 * A condition, and the bell that is rung when it changes.
 *
 * @param bell what to sleep on
 * @param condition true when the wait is over; cheap, and must not block
 */
public record BellSource(Doorbell bell, BooleanSupplier condition) implements WaitSource {
    /** How often a {@linkplain #silent silent} source has to be looked at. */
    public static final long SILENT_LOOK_NS = 1_000_000;

    /** Something that rings no bell when it changes. */
    public static BellSource silent(BooleanSupplier condition) {
        return new BellSource(PrivateBell.create("silent"), condition);
    }

    @Override
    public boolean isTrue() {
        return condition.getAsBoolean();
    }
}
