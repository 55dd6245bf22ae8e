package io.parley.manager.internal.server;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects that clients opened, by number. Each is opened once for all of them, and stays until the server ends. */
final class ServedObjects implements AutoCloseable {
    private final ServerContext server;
    private final Map<Integer, Kind> kinds;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<Integer, Served> objects = new ConcurrentHashMap<>();
    private int last;

    ServedObjects(ServerContext server, Map<Integer, Kind> kinds) {
        this.server = server;
        this.kinds = kinds;
    }

    private record Key(int kind, String name, ByteBuffer details) {}

    /** Opens what a client asks for: kind, name, details. */
    synchronized int open(MessageReader in) throws Exception {
        int id = in.readInt();
        String name = in.readUtf8();
        byte[] details = new byte[in.remaining()];
        in.readBytes(details, 0, details.length);
        Kind kind = kinds.get(id);
        if (kind == null) {
            throw new UnsupportedOperationException(
                    "this server serves no objects of kind " + id + ": name=" + name + ". Update the older side");
        }
        Key key = new Key(id, name, ByteBuffer.wrap(details));
        Integer number = numbers.get(key);
        if (number != null && !objects.get(number).isGone()) {
            return number;
        }
        MessageBuffer copy = new MessageBuffer(details.length);
        copy.writeBytes(details, 0, details.length);
        Served opened = kind.opener().open(server, name, copy);
        last++;
        objects.put(last, opened);
        numbers.put(key, last);
        return last;
    }

    /** The object of that number; null if there is none. */
    Served find(int number) {
        return objects.get(number);
    }

    @Override
    public void close() {
        objects.values().forEach(Served::close);
    }
}
