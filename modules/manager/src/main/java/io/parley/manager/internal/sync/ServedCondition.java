package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.SharedObject;
import io.parley.internal.sync.ConditionCore;
import io.parley.internal.sync.LockCores;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;

/** A condition, served. */
final class ServedCondition extends ServedHandle {
    private final LockPlace place;
    private final ConditionCore core;
    private final AutoCloseable lock;

    private ServedCondition(LockPlace place, SharedCondition condition, AutoCloseable lock) {
        super(condition);
        this.place = place;
        this.core = LockCores.ofCondition(condition);
        this.lock = lock;
        place.add(core);
    }

    static ServedCondition open(LockDesk desk, ServerContext server, String name, MessageReader details) {
        int of = details.readByte();
        String lockName = details.readUtf8();
        if (of == RemoteCondition.OF_LOCK_INSIDE) {
            SharedObject whole = Inside.read(details).open(server.parley(), lockName);
            SharedLock lock = Inside.lock(whole);
            return new ServedCondition(desk.place(server, lock, true), lock.condition(name), whole);
        }
        if (of == RemoteCondition.OF_LOCK) {
            SharedLock lock = server.parley().lock(lockName);
            return new ServedCondition(desk.place(server, lock, true), lock.condition(name), lock);
        }
        BinaryLock lock = server.parley().binaryLock(lockName);
        return new ServedCondition(desk.place(server, lock, false), lock.condition(name), lock);
    }

    @Override
    protected void runOwn(Call call) {
        MessageReader args = call.args();
        if (call.op() == LockOps.WAITERS) {
            call.done((long) core.waiting());
            return;
        }
        Party party = Parties.of(call.session()).party(args.readLong());
        switch (call.op()) {
            case LockOps.AWAIT -> {
                requireThere();
                ConditionWait.start(place, core, this::isOver, party, call, args.readLong(), args.readLong());
            }
            case LockOps.INTERRUPT -> {
                party.interrupt(args.readLong());
                call.done();
            }
            case LockOps.SIGNAL -> {
                core.signalAs(party.agent(), (int) args.readLong());
                call.done();
            }
            case LockOps.SIGNAL_ALL -> {
                core.signalAllAs(party.agent());
                call.done();
            }
            default -> throw unknown(call);
        }
    }

    private void requireThere() {
        place.core().requireThere();
        if (isOver()) {
            throw new io.parley.ObjectDeletedException(
                    "condition was deleted: " + this + ". Open it again to create a new one");
        }
    }

    /** The condition of a lock that was deleted is nobody's. */
    private boolean isOver() {
        return super.isGone() || place.core().isGone();
    }

    @Override
    public boolean isGone() {
        return isOver();
    }

    @Override
    public void close() {
        super.close();
        try {
            lock.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
