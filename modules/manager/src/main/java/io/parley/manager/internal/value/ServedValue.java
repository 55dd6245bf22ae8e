package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.ObjectDeletedException;
import io.parley.SharedObject;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;

/** A number or a truth value, served. */
final class ServedValue extends ServedHandle {
    private final Cell cell;
    private final Changes changes;

    private ServedValue(ServerContext server, SharedValue value) {
        super(value);
        this.cell = Cell.of(value);
        this.changes = new Changes(server, value, index -> cell.get().getAsLong());
    }

    static ServedValue open(ServerContext server, String name, MessageReader details) {
        TypeCode type = type(details);
        Object initial = type.fromBits(details.readLong());
        return new ServedValue(server, server.parley().value(name, String.valueOf(type.letter()), initial));
    }

    static TypeCode type(MessageReader details) {
        return TypeCode.of(String.valueOf((char) details.readByte()));
    }

    /** What a wait says of an object that is gone. */
    static void requireNotDeleted(SharedObject object) {
        if (object.isDeleted()) {
            throw new ObjectDeletedException("object was deleted: " + object.path() + ". Open it again to create it");
        }
    }

    @Override
    protected void runOwn(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case ValueOps.GET -> call.done(cell.get().getAsLong());
            case ValueOps.SET -> {
                cell.getAndSet().applyAsLong(args.readLong());
                call.done();
                changes.happened();
            }
            case ValueOps.GET_AND_SET -> {
                call.done(cell.getAndSet().applyAsLong(args.readLong()));
                changes.happened();
            }
            case ValueOps.GET_AND_ADD -> {
                call.done(cell.getAndAdd().applyAsLong(args.readLong()));
                changes.happened();
            }
            case ValueOps.COMPARE_AND_SET -> {
                call.done(cell.compareAndSet().compareAndSet(args.readLong(), args.readLong()));
                changes.happened();
            }
            case ValueOps.AWAIT_CHANGE -> changes.await(call, 0, args.readLong(), args.readLong());
            default -> throw unknown(call);
        }
    }

    @Override
    protected void deleted() {
        changes.happened();
    }
}
