package io.parley.manager.internal.collection;

import io.parley.MessageReader;
import io.parley.ObjectDeletedException;
import io.parley.collection.SharedList;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListStore;
import io.parley.internal.map.ListValues;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.manager.internal.wire.RawBytes;
import io.parley.manager.internal.wire.RawCodec;

/** A list, served. The server does not look into elements. */
final class ServedList extends ServedHandle {
    private final ListStore store;
    private final ListBulk bulk;
    private final Line changes;

    private ServedList(ServerContext server, SharedList<RawBytes> handle, ListStore store) {
        super(handle);
        this.store = store;
        this.bulk = new ListBulk(store);
        this.changes = server.watcher().line(null, false);
    }

    static ServedList open(ServerContext server, String name, MessageReader details) {
        RawCodec codec = new RawCodec(details.readUtf8());
        SharedList<RawBytes> handle = SharedList.open(server.parley(), name, codec);
        return new ServedList(server, handle, ListStore.open(Domain.of(server.parley()), name, codec.id()));
    }

    @Override
    protected void runOwn(Call call) {
        switch (call.op()) {
            case ListOps.SIZE, ListOps.GET, ListOps.SET, ListOps.EXCHANGE, ListOps.VERSION, ListOps.AWAIT_CHANGE ->
                work(call);
            default -> call.later(this::work);
        }
    }

    private void work(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case ListOps.SIZE, ListOps.GET, ListOps.SET, ListOps.INSERT, ListOps.REMOVE_RANGE, ListOps.REMOVE_AT ->
                inRange(call, args);
            case ListOps.FIND -> call.done(bulk.find(RawBytes.read(args), args.readByte() != 0));
            case ListOps.VERSION -> call.done(store.version());
            case ListOps.AWAIT_CHANGE -> awaitChange(call, args.readLong(), args.readLong());
            case ListOps.WALK -> Walks.begin(call, this, bulk.walk(call.reply()));
            case ListOps.WALK_ON -> Walks.goOn(call, this, args.readLong());
            default -> change(call, args);
        }
    }

    private void inRange(Call call, MessageReader args) {
        boolean guarded = args.readByte() != 0;
        long word = guarded ? args.readLong() : 0;
        if (guarded && !store.isStill(word)) {
            call.done(false);
            return;
        }
        if (call.op() == ListOps.GET || call.op() == ListOps.SIZE) {
            readInRange(call, args, guarded, word);
        } else {
            changeInRange(call, args, guarded, word);
        }
    }

    private void readInRange(Call call, MessageReader args, boolean guarded, long word) {
        MessageBuffer result = new MessageBuffer(64);
        read(call.op(), args, result);
        long now = store.word();
        if (guarded && !store.isStill(word)) {
            call.done(false);
            return;
        }
        call.reply().writeByte(1);
        call.reply().writeBytes(result.array(), 0, result.length());
        call.done(now);
    }

    private void changeInRange(Call call, MessageReader args, boolean guarded, long word) {
        store.begin();
        try {
            if (guarded && !store.isStill(word)) {
                call.done(false);
                return;
            }
            call.reply().writeByte(1);
            write(call, args);
            call.done(store.word());
        } finally {
            store.end();
        }
        changes.retry();
    }

    private void read(int op, MessageReader args, MessageBuffer out) {
        if (op == ListOps.SIZE) {
            out.writeInt(store.size());
            return;
        }
        int index = args.readInt();
        try (ListScratch scratch = ListScratch.acquire()) {
            if (index != ListOps.LAST) {
                store.get(index, scratch);
            } else if (store.getLast(scratch) < 0) {
                RawBytes.writeOptional(null, out);
                return;
            }
            RawBytes.of(scratch.found()).write(out);
        }
    }

    private void write(Call call, MessageReader args) {
        switch (call.op()) {
            case ListOps.SET -> set(call, args.readInt(), RawBytes.read(args));
            case ListOps.INSERT -> {
                int index = args.readInt();
                store.insert(index == ListOps.LAST ? store.size() : index, values(args));
            }
            case ListOps.REMOVE_RANGE -> store.remove(args.readInt(), args.readInt());
            default -> removeAt(call, args.readInt());
        }
    }

    private void set(Call call, int index, RawBytes value) {
        long id = store.idAt(index);
        try (ListScratch scratch = ListScratch.acquire()) {
            store.readHeld(index, scratch);
            RawBytes.of(scratch.found()).write(call.reply());
        }
        replace(id, value);
    }

    private void replace(long id, RawBytes value) {
        try (ListScratch scratch = ListScratch.acquire()) {
            scratch.value().reset();
            value.writeContent(scratch.value());
            store.replace(id, scratch);
        }
    }

    private void removeAt(Call call, int place) {
        int size = store.size();
        int index = place == ListOps.LAST ? size - 1 : place == ListOps.FIRST ? 0 : place;
        if (size == 0 && place < 0) {
            RawBytes.writeOptional(null, call.reply());
            return;
        }
        try (ListScratch scratch = ListScratch.acquire()) {
            store.readHeld(index, scratch);
            RawBytes.of(scratch.found()).write(call.reply());
        }
        store.remove(index, index + 1);
    }

    static ListValues values(MessageReader args) {
        ListValues values = new ListValues();
        for (int left = args.readInt(); left > 0; left--) {
            RawBytes.read(args).writeContent(values.target());
            values.written();
        }
        return values;
    }

    private void change(Call call, MessageReader args) {
        store.begin();
        try {
            switch (call.op()) {
                case ListOps.REMOVE -> call.done(bulk.remove(RawBytes.read(args)));
                case ListOps.EXCHANGE -> exchange(call, args.readInt(), RawBytes.read(args), RawBytes.read(args));
                case ListOps.REORDER -> call.done(bulk.reorder(args.readLong(), args));
                case ListOps.REPLACE_ALL -> call.done(bulk.replaceAll(args.readLong(), args));
                case ListOps.REVERSE -> {
                    bulk.reverse();
                    call.done();
                }
                case ListOps.CLEAR -> {
                    store.remove(0, store.size());
                    call.done();
                }
                case ListOps.REMOVE_BY_ID -> {
                    removeById(args.readLong(), args.readInt());
                    call.done();
                }
                case ListOps.SET_BY_ID -> call.done(setById(args.readLong(), RawBytes.read(args)));
                case ListOps.ADD_BY_ID -> call.done(addById(args));
                default -> throw unknown(call);
            }
        } finally {
            store.end();
        }
        changes.retry();
    }

    private void exchange(Call call, int index, RawBytes expected, RawBytes value) {
        long id = store.idAt(index);
        RawBytes present;
        try (ListScratch scratch = ListScratch.acquire()) {
            store.readHeld(index, scratch);
            present = RawBytes.of(scratch.found());
        }
        boolean same = present.equals(expected);
        if (same) {
            replace(id, value);
        }
        call.reply().writeByte(same ? 1 : 0);
        RawBytes.writeOptional(same ? null : present, call.reply());
        call.done();
    }

    private void removeById(long id, int hint) {
        int index = indexOf(id, hint);
        if (index >= 0) {
            store.remove(index, index + 1);
        }
    }

    private int indexOf(long id, int hint) {
        return store.indexOf(id, Math.max(0, Math.min(hint, store.size() - 1)));
    }

    private boolean setById(long id, RawBytes value) {
        boolean there;
        try (ListScratch scratch = ListScratch.acquire()) {
            there = store.contains(id, scratch);
        }
        if (there) {
            replace(id, value);
        }
        return there;
    }

    private long addById(MessageReader args) {
        long next = args.readLong();
        long before = args.readLong();
        int hint = args.readInt();
        ListValues value = new ListValues();
        RawBytes.read(args).writeContent(value.target());
        value.written();
        int index = indexOf(next, hint);
        if (index < 0) {
            int previous = indexOf(before, hint - 1);
            index = previous < 0 ? store.size() : previous + 1;
        }
        store.insert(index, value);
        return store.idAt(index);
    }

    private void awaitChange(Call call, long seen, long timeoutNs) {
        call.await(
                changes,
                timeoutNs,
                asked -> {
                    if (store.isDeleted()) {
                        throw new ObjectDeletedException(
                                "list was deleted: " + store.path() + ". Open it again to create a new one");
                    }
                    boolean changed = store.version() != seen;
                    if (changed) {
                        asked.done(true);
                    }
                    return changed;
                },
                () -> call.done(false));
    }

    @Override
    protected void deleted() {
        changes.retry();
    }

    @Override
    public void close() {
        super.close();
        store.close();
    }
}
