package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.value.SharedArray;
import io.parley.value.TypeCode;
import io.parley.value.ValueOptions;
import java.util.Arrays;
import java.util.Objects;

/** An array of numbers, served. */
final class ServedArray extends ServedHandle {
    private final SharedArray array;
    private final TypeCode type;
    private final Elements elements;
    private final Changes changes;

    private ServedArray(ServerContext server, SharedArray array) {
        super(array);
        this.array = array;
        this.type = array.typeCode();
        this.elements = Elements.of(array);
        this.changes = new Changes(server, array, elements.get());
    }

    /** Details: letter, length; then the content, if it is to have one. */
    static ServedArray open(ServerContext server, String name, MessageReader details) {
        TypeCode type = ServedValue.type(details);
        int length = details.readInt();
        if (type == TypeCode.CHAR || type == TypeCode.BOOLEAN) {
            throw new IllegalArgumentException("no array of numbers: name=" + name + ", type=" + type
                    + ". Use bytes(name, capacity), or type code 'b'");
        }
        Object content = length;
        if (details.remaining() > 0) {
            content = Elements.newArray(type, requireRest(details, length, type.size()));
            Bits.read(details, type.size(), content, 0, length);
            if (type == TypeCode.WIDE_CHAR) {
                content =
                        Arrays.stream((int[]) content).mapToObj(type::fromBits).toList();
            }
        }
        SharedArray array = SharedArray.open(
                server.parley(), name, String.valueOf(type.letter()), content, ValueOptions.defaults());
        return new ServedArray(server, array);
    }

    /** As many elements as are said to follow do follow. */
    private static int requireRest(MessageReader in, int count, int size) {
        if (count < 0 || (long) count * size != in.remaining()) {
            throw new IllegalArgumentException("not as many elements as said: count=" + count + ", bytes of each="
                    + size + ", bytes=" + in.remaining());
        }
        return count;
    }

    @Override
    protected void runOwn(Call call) {
        MessageReader args = call.args();
        int index = args.readInt();
        switch (call.op()) {
            case ValueOps.GET -> call.done(elements.get().applyAsLong(index));
            case ValueOps.SET -> {
                elements.getAndSet().apply(index, args.readLong());
                call.done();
                changes.happened();
            }
            case ValueOps.GET_AND_SET -> {
                call.done(elements.getAndSet().apply(index, args.readLong()));
                changes.happened();
            }
            case ValueOps.GET_AND_ADD -> {
                call.done(elements.getAndAdd().apply(index, args.readLong()));
                changes.happened();
            }
            case ValueOps.COMPARE_AND_SET -> {
                call.done(elements.compareAndSet().compareAndSet(index, args.readLong(), args.readLong()));
                changes.happened();
            }
            case ValueOps.AWAIT_CHANGE -> {
                elements.get().applyAsLong(index); // refuses an index outside
                changes.await(call, index, args.readLong(), args.readLong());
            }
            default -> range(call, index, args.readInt());
        }
    }

    private void range(Call call, int from, int count) {
        if (count < 0 || count > Bits.PIECE / type.size()) {
            throw new IllegalArgumentException(
                    "too many elements at once: count=" + count + ", allowed=0.." + Bits.PIECE / type.size());
        }
        switch (call.op()) {
            case ValueOps.READ -> {
                Object copy = array.copyRange(from, from + count);
                Bits.write(copy, 0, count, type.size(), call.reply());
                call.done();
            }
            case ValueOps.WRITE -> {
                Object values = Elements.newArray(type, requireRest(call.args(), count, type.size()));
                Bits.read(call.args(), type.size(), values, 0, count);
                elements.setRange().accept(values, from);
                call.done();
                changes.happened();
            }
            case ValueOps.FILL -> {
                long bits = call.args().readLong();
                Objects.checkFromIndexSize(from, count, array.length());
                for (int i = 0; i < count; i++) {
                    elements.getAndSet().apply(from + i, bits);
                }
                call.done();
                changes.happened();
            }
            default -> throw unknown(call);
        }
    }

    @Override
    protected void deleted() {
        changes.happened();
    }
}
