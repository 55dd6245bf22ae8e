package io.parley.manager.internal.server;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The objects that clients opened, by number. Each is opened once for all of them, and stays until the server ends. */
final class ServedObjects implements AutoCloseable {
    /** How many objects a server has open at most. */
    static final int MAX = 1 << 20;

    private final ServerContext server;
    private final Map<Integer, Kind> kinds;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Integer, Served> objects = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private boolean closed;

    ServedObjects(ServerContext server, Map<Integer, Kind> kinds) {
        this.server = server;
        this.kinds = kinds;
    }

    private record Key(int kind, String name, ByteBuffer details) {}

    /** Its monitor is held while the object is being opened, so that others can be opened meanwhile. */
    private static final class Entry {
        private int number;
        private Served object;
    }

    /** Opens what a client asks for: kind, name, details. Can take long. */
    void open(Call call) throws Exception {
        MessageReader in = call.args();
        int id = in.readInt();
        String name = in.readUtf8();
        byte[] details = new byte[in.remaining()];
        in.readBytes(details, 0, details.length);
        Kind kind = kinds.get(id);
        if (kind == null) {
            throw new UnsupportedOperationException(
                    "this server serves no objects of kind " + id + ": name=" + name + ". Update the older side");
        }
        call.reply().writeInt(open(kind, name, details));
        call.done();
    }

    private int open(Kind kind, String name, byte[] details) throws Exception {
        Key key = new Key(kind.id(), name, ByteBuffer.wrap(details, 0, Math.min(details.length, kind.identity())));
        Entry entry = entries.computeIfAbsent(key, absent -> new Entry());
        synchronized (entry) {
            if (entry.object != null && !entry.object.isGone()) {
                return entry.number;
            }
            if (objects.size() >= MAX) {
                throw new IllegalStateException("the server has too many objects open: " + kind.words() + " '" + name
                        + "', open=" + objects.size() + ". Start it anew");
            }
            MessageBuffer copy = new MessageBuffer(details.length);
            copy.writeBytes(details, 0, details.length);
            try {
                entry.object = kind.opener().open(server, name, copy);
            } catch (Exception e) {
                entries.remove(key, entry);
                throw e;
            }
            entry.number = last.incrementAndGet();
            add(entry);
            return entry.number;
        }
    }

    private synchronized void add(Entry entry) {
        if (closed) {
            entry.object.close();
            throw new IllegalStateException("the server is closed");
        }
        objects.put(entry.number, entry.object);
    }

    /** The object of that number; null if there is none. */
    Served find(int number) {
        return objects.get(number);
    }

    @Override
    public synchronized void close() {
        closed = true;
        objects.values().forEach(Served::close);
    }
}
