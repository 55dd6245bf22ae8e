package io.parley.internal.sync;

import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * How to wait for permits together with other things. The bell is the word that the permits are in, so who releases
 * rings it anyway.
 */
public final class PermitSource implements WaitSource {
    private final Permits permits;
    private final Doorbell bell;
    private final BooleanSupplier unusable;
    private final IntSupplier wanted;

    /** True when there is a permit, or waiting makes no sense any more. */
    public PermitSource(Permits permits, BooleanSupplier unusable) {
        this(permits, permits.bell(), unusable, () -> 1);
    }

    private PermitSource(Permits permits, Doorbell bell, BooleanSupplier unusable, IntSupplier wanted) {
        this.permits = permits;
        this.bell = bell;
        this.unusable = unusable;
        this.wanted = wanted;
    }

    /** As this one, but true only when there are as many permits as are wanted at that moment. */
    public PermitSource wanting(IntSupplier atLeast) {
        return new PermitSource(permits, bell, unusable, atLeast);
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    @Override
    public boolean isTrue() {
        return unusable.getAsBoolean() || permits.inWord() >= wanted.getAsInt();
    }

    @Override
    public void sliceExpired() {
        if (!unusable.getAsBoolean()) {
            permits.returnLost();
        }
    }

    @Override
    public void beforeSleep() {
        if (wanted.getAsInt() > 1) {
            permits.announceBulk();
        }
    }
}
