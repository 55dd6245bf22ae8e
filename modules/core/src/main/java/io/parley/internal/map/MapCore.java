package io.parley.internal.map;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.memory.Disk;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.wait.Doorbell;
import java.io.IOException;
import java.nio.file.Path;

/** What this process has once for each map, however many handles it opens. */
final class MapCore {
    /** Longest key, and longest value: 1 MiB, and something for those who put more beside it. */
    static final int MAX_LENGTH = (1 << 20) + 4096;

    private final ObjectFile file;
    private final Memory memory;
    private final boolean durable;
    private final Stripe[] stripes;
    private final Generations generations;
    private final Mover mover;

    MapCore(Domain domain, ObjectFile first, int count) {
        this.file = first.share(); // outlives the handle that came first
        this.memory = file.memory();
        this.durable = domain.site().durable();
        this.generations = new Generations(file, memory, domain, count);
        this.mover = new Mover(this, memory, domain.newLockCore(file, MapLayout.GROWTH_LOCK));
        this.stripes = new Stripe[count];
        for (int i = 0; i < count; i++) {
            int base = MapLayout.stripe(i);
            Doorbell bell = new Doorbell(memory, base + MapLayout.BELL, domain.clock());
            stripes[i] = new Stripe(this, i, memory, domain.newLockCore(file, base), bell);
        }
    }

    /** Makes the map ready to be used, whatever state others left it in; refuses files that cannot be trusted. */
    void prepare(MapConfig config, boolean ordered) {
        if (generations.target() == 0) {
            mover.begin(Sizing.first(config.expectedEntries(), stripes.length));
        }
        generations.openTarget();
        if (mover.looksUnfinished()) {
            mover.finishIfAbandoned();
        }
        if (memory.getLongVolatile(MapLayout.BOOT_ID) != ProcessIdentity.bootIdHash()) {
            mover.afterReboot(ordered);
        }
    }

    /** Whether the map has no file for entries yet, so that nobody can have put any. */
    boolean hasNoData() {
        return generations.target() == 0;
    }

    Path path() {
        return file.path().getParent();
    }

    int stripes() {
        return stripes.length;
    }

    Stripe stripe(int index) {
        return stripes[index];
    }

    Stripe stripeOf(long hash) {
        return stripes[Segment.indexOf(hash, stripes.length)];
    }

    Generations generations() {
        return generations;
    }

    Mover mover() {
        return mover;
    }

    void requireNotDeleted() {
        file.requireNotDeleted();
    }

    /** Refuses what is too large, before anything happens. */
    void requirePossible(MessageBuffer key, MessageBuffer value) {
        if (key.length() > MAX_LENGTH || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("entry is too large for a map: " + path() + " key bytes=" + key.length()
                    + ", value bytes=" + value.length() + ", allowed=" + MAX_LENGTH
                    + " each. Split it, or keep the bytes elsewhere and put their name here");
        }
    }

    long nextSequence() {
        return memory.getAndAddLong(MapLayout.SEQUENCE, 1) + 1;
    }

    /** Numbers up to this one are not given out any more. */
    void raiseSequence(long given) {
        long last;
        do {
            last = memory.getLongVolatile(MapLayout.SEQUENCE);
        } while (last < given && !memory.compareAndSetLong(MapLayout.SEQUENCE, last, given));
    }

    /** Waits until everything is on disk. */
    void sync() {
        try {
            Disk.sync(generations.path(generations.target()));
            Disk.sync(file.path());
            Disk.syncNames(path());
        } catch (IOException e) {
            throw FileFailures.explain("write to disk", path(), e);
        }
    }

    /** The same in a domain that is to survive the machine. */
    void syncIfDurable() {
        if (durable) {
            sync();
        }
    }

    /** Wakes everybody who waits for a change: there will be none. */
    void wakeAll() {
        for (Stripe stripe : stripes) {
            stripe.bell().ringAll();
        }
    }
}
