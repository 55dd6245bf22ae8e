package io.parley.manager.internal.value;

import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.Request;
import io.parley.value.ManagedText;
import java.util.Objects;

/** A text on another host. */
public final class RemoteText extends RemoteWhole implements ManagedText {
    private final int maxUtf8Bytes;

    /** Opens the text, creating it with this content first if there is none. */
    public RemoteText(Link link, String name, int maxUtf8Bytes, String initial) {
        super(link, ValueKinds.TEXT, name, details(name, maxUtf8Bytes, initial));
        this.maxUtf8Bytes = maxUtf8Bytes;
    }

    private static MessageBuffer details(String name, int maxUtf8Bytes, String initial) {
        MessageBuffer details = new MessageBuffer(64);
        details.writeInt(maxUtf8Bytes);
        write(initial, details);
        WholeOps.requireFits(details.length(), name);
        return details;
    }

    private static void write(String text, MessageWriter out) {
        Objects.requireNonNull(text, "text has no room for null; store an empty one");
        out.writeUtf8(text);
    }

    private Request with(int op, String text) {
        Request request = request(op);
        write(text, request.args());
        WholeOps.requireFits(request.args().length(), name());
        return request;
    }

    @Override
    public String get() {
        return request(WholeOps.GET).call().readUtf8();
    }

    @Override
    public void set(String text) {
        with(WholeOps.SET, text).call();
    }

    @Override
    public String getAndSet(String text) {
        return with(WholeOps.GET_AND_SET, text).call().readUtf8();
    }

    @Override
    public boolean compareAndSet(String expected, String text) {
        Request request = with(WholeOps.COMPARE_AND_SET, expected);
        write(text, request.args());
        return fitting(request).call().readByte() != 0;
    }

    @Override
    public int maxUtf8Bytes() {
        return maxUtf8Bytes;
    }
}
