package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.OwnershipLostException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedLock;
import java.util.function.Supplier;

/** A lock of either kind, served. Each thread of a client is somebody of its own to it. */
final class ServedLock extends ServedHandle {
    private final SharedObject whole;
    private final LockPlace place;
    private final Supplier<LockLook> look;
    private final String words;

    private ServedLock(SharedObject handle, SharedObject whole, LockPlace place, Supplier<LockLook> look) {
        super(handle);
        this.whole = whole;
        this.place = place;
        this.look = look;
        this.words = handle.toString();
    }

    static ServedLock open(LockDesk desk, ServerContext server, String name, MessageReader details) {
        Parley parley = server.parley();
        SharedLock lock =
                details.remaining() == 0 ? parley.lock(name) : parley.lock(name, LockLook.readOptions(details));
        return of(desk, server, lock, lock);
    }

    static ServedLock openInside(LockDesk desk, ServerContext server, String name, MessageReader details) {
        SharedObject whole = Inside.read(details).open(server.parley(), name);
        return of(desk, server, Inside.lock(whole), whole);
    }

    private static ServedLock of(LockDesk desk, ServerContext server, SharedLock lock, SharedObject whole) {
        return new ServedLock(
                lock,
                whole,
                desk.place(server, lock, true),
                () -> new LockLook(
                        lock.isLocked(), false, lock.token(), lock.recoveries(), lock.options(), lock.holder()));
    }

    static ServedLock openBinary(LockDesk desk, ServerContext server, String name, MessageReader details) {
        Parley parley = server.parley();
        BinaryLock lock = details.remaining() == 0
                ? parley.binaryLock(name)
                : parley.binaryLock(name, LockLook.readOptions(details));
        return new ServedLock(
                lock,
                lock,
                desk.place(server, lock, false),
                () -> new LockLook(
                        lock.isLocked(),
                        lock.isRecovered(),
                        lock.token(),
                        lock.recoveries(),
                        lock.options(),
                        lock.holder()));
    }

    @Override
    protected void runOwn(Call call) {
        MessageReader args = call.args();
        if (call.op() == LockOps.LOOK) {
            look.get().write(call.reply());
            call.done();
            return;
        }
        Party party = Parties.of(call.session()).party(args.readLong());
        switch (call.op()) {
            case LockOps.ACQUIRE -> AcquireWait.start(place, party, call, args.readLong(), args.readLong());
            case LockOps.RELEASE -> release(call, party, args.readLong());
            case LockOps.INTERRUPT -> {
                party.interrupt(args.readLong());
                call.done();
            }
            case LockOps.CONFIRM -> {
                place.confirmed(party);
                call.done();
            }
            case LockOps.MARK_CONSISTENT -> {
                place.core().markConsistentAs(party.agent());
                call.done();
            }
            case LockOps.ABANDON -> abandon(call, party, args.readLong());
            default -> throw unknown(call);
        }
    }

    private void release(Call call, Party party, long token) {
        if (!place.isOwned()) {
            place.core().releaseAs(party.agent());
            place.released();
        } else {
            long held = party.token(place);
            if (held != token) {
                throw new OwnershipLostException("lock is not this client's any more: " + words + " token=" + token
                        + ", held with=" + held + ", holder="
                        + place.core().describeHolder() + ". Check what the lock guards");
            }
            if (place.core().releaseAs(party.agent())) {
                party.gave(place);
            }
        }
        call.done();
        place.moved();
    }

    private void abandon(Call call, Party party, long token) {
        if (place.isOwned() && party.token(place) == token) {
            party.gave(place);
            place.giveBack(party.agent(), token, true);
        }
        call.done();
    }

    @Override
    public void close() {
        super.close();
        whole.close();
    }

    @Override
    protected void deleted() {
        place.moved();
    }
}
