package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.MessageWriter;

/**
 * Which object of which server: what travels for a proxy.
 *
 * @param server the server's number, another one after each start
 * @param number the object's, from 1, never used again
 * @param typeid what its class is registered as
 * @param type the name of the interface
 */
public record Ref(long server, long number, String typeid, String type) {
    void write(MessageWriter out) {
        out.writeLong(server);
        out.writeLong(number);
        out.writeUtf8(typeid);
        out.writeUtf8(type);
    }

    static Ref read(MessageReader in) {
        return new Ref(in.readLong(), in.readLong(), in.readUtf8(), in.readUtf8());
    }

    /** Which object it is; what it is called here and there does not matter. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Ref that && server == that.server && number == that.number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(server * 31 + number);
    }
}
