package io.parley.manager.internal.collection;

import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.collection.MapOptions;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import io.parley.collection.SharedRef;
import io.parley.collection.SharedSet;
import io.parley.internal.domain.AnyBinding;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.manager.internal.wire.RawBytes;
import io.parley.manager.internal.wire.RawCodec;
import java.util.Objects;

/** A map, set, namespace or reference, served. The server does not look into keys and values. */
final class ServedEntries extends ServedHandle {
    /** A hint of a client's is believed so far. */
    private static final long MAX_EXPECTED = 1 << 24;

    private final SharedObject handle;
    private final Entries entries;
    private final Line changes;

    private ServedEntries(ServerContext server, SharedObject handle, Entries entries) {
        super(handle);
        this.handle = handle;
        this.entries = entries;
        this.changes = server.watcher().line(null, false);
    }

    static ServedEntries openMap(ServerContext server, String name, MessageReader details) {
        RawCodec keys = new RawCodec(details.readUtf8());
        RawCodec values = new RawCodec(details.readUtf8());
        SharedMap<RawBytes, RawBytes> map = SharedMap.open(server.parley(), name, keys, values, options(details));
        return new ServedEntries(server, map, new MapEntries(map));
    }

    static ServedEntries openSet(ServerContext server, String name, MessageReader details) {
        RawCodec elements = new RawCodec(details.readUtf8());
        SharedSet<RawBytes> set = SharedSet.open(server.parley(), name, elements, options(details));
        return new ServedEntries(server, set, new SetEntries(set));
    }

    static ServedEntries openNamespace(ServerContext server, String name, MessageReader details) {
        Parley parley = server.parley();
        SharedNamespace namespace =
                SharedNamespace.open(parley, name, AnyBinding.opaque(Codecs.any(), new RawCodec("any")));
        return new ServedEntries(server, namespace, new NamespaceEntries(namespace));
    }

    static ServedEntries openRef(ServerContext server, String name, MessageReader details) {
        SharedRef<RawBytes> reference = SharedRef.open(server.parley(), name, new RawCodec(details.readUtf8()));
        return new ServedEntries(server, reference, new RefEntries(reference));
    }

    private static MapOptions options(MessageReader details) {
        MapOptions options = MapOptions.defaults()
                .expectedEntries(Math.min(MAX_EXPECTED, details.readLong()))
                .stripes(details.readInt());
        int order = details.readByte();
        return order < 0 ? options : options.insertionOrder(order != 0);
    }

    @Override
    protected void runOwn(Call call) {
        switch (call.op()) {
            case EntryOps.WALK, EntryOps.WALK_ON, EntryOps.CLEAR, EntryOps.SET_ALL -> call.later(this::work);
            default -> work(call);
        }
    }

    private void work(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case EntryOps.GET -> answer(call, entries.get(RawBytes.read(args)));
            case EntryOps.SIZE -> call.done(entries.size());
            case EntryOps.IS_ORDERED -> call.done(entries.isOrdered());
            case EntryOps.AWAIT_CHANGE ->
                awaitChange(call, RawBytes.read(args), RawBytes.readOptional(args), args.readLong());
            case EntryOps.WALK ->
                Walks.begin(call, this, Walks.over(entries.walk(), (entry, out) -> {
                    entry.getKey().write(out);
                    entry.getValue().write(out);
                }));
            case EntryOps.WALK_ON -> Walks.goOn(call, this, args.readLong());
            default -> change(call, args);
        }
    }

    private void change(Call call, MessageReader args) {
        switch (call.op()) {
            case EntryOps.SET -> {
                entries.set(RawBytes.read(args), RawBytes.read(args));
                call.done();
            }
            case EntryOps.PUT -> answer(call, entries.put(RawBytes.read(args), RawBytes.read(args)));
            case EntryOps.PUT_IF_ABSENT -> answer(call, entries.putIfAbsent(RawBytes.read(args), RawBytes.read(args)));
            case EntryOps.REPLACE -> answer(call, entries.replace(RawBytes.read(args), RawBytes.read(args)));
            case EntryOps.REMOVE -> answer(call, entries.remove(RawBytes.read(args)));
            case EntryOps.EXCHANGE ->
                exchange(call, RawBytes.read(args), RawBytes.readOptional(args), RawBytes.readOptional(args));
            case EntryOps.SET_ALL -> {
                for (int left = args.readInt(); left > 0; left--) {
                    entries.set(RawBytes.read(args), RawBytes.read(args));
                }
                call.done();
            }
            case EntryOps.CLEAR -> {
                entries.clear();
                call.done();
            }
            default -> throw unknown(call);
        }
        changes.retry();
    }

    private static void answer(Call call, RawBytes value) {
        RawBytes.writeOptional(value, call.reply());
        call.done();
    }

    private void exchange(Call call, RawBytes key, RawBytes expected, RawBytes value) {
        RawBytes present = expected;
        boolean done = entries.exchange(key, expected, value);
        while (!done && Objects.equals(present, expected)) {
            present = entries.get(key);
            // It came back to what was expected meanwhile.
            done = Objects.equals(present, expected) && entries.exchange(key, expected, value);
        }
        call.reply().writeByte(done ? 1 : 0);
        answer(call, done ? null : present);
    }

    private void awaitChange(Call call, RawBytes key, RawBytes seen, long timeoutNs) {
        call.await(
                changes,
                timeoutNs,
                asked -> {
                    if (handle.isDeleted()) {
                        throw new ObjectDeletedException(
                                "object was deleted: " + handle.path() + ". Open it again to create a new one");
                    }
                    RawBytes present = entries.get(key);
                    boolean changed = !Objects.equals(present, seen);
                    if (changed) {
                        asked.reply().writeByte(1);
                        answer(asked, present);
                    }
                    return changed;
                },
                () -> {
                    call.reply().writeByte(0);
                    answer(call, null);
                });
    }

    @Override
    protected void deleted() {
        changes.retry();
    }
}
