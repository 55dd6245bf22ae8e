package io.parley.manager.internal.collection;

import io.parley.MessageReader;
import io.parley.internal.map.ListCursor;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a remote list is made of: requests for elements. */
final class RemoteElements<E> extends RemoteObject implements ListCursor.Target<E> {
    final Coding<E> elements;

    RemoteElements(Link link, String name, Coding<E> elements) {
        super(link, CollectionKinds.LIST, name, RemoteEntries.details(elements.codec()));
        this.elements = elements;
    }

    /** A request about the whole list. */
    Request ask(int op) {
        return request(op);
    }

    /** A request about the list, or about a range of it as it was when the list had that word. */
    Request about(int op, Long word) {
        Request request = request(op);
        request.args().writeByte(word == null ? 0 : 1);
        if (word != null) {
            request.with(word);
        }
        return request;
    }

    Request about(int op, Long word, int index) {
        Request request = about(op, word);
        request.args().writeInt(index);
        return request;
    }

    /** The answer about a range; from here on the result. */
    MessageReader answer(Request request) {
        MessageReader reply = request.call();
        if (reply.readByte() == 0) {
            throw new ConcurrentModificationException(
                    "list was changed since the range was taken: " + name() + ". Take a new one");
        }
        return reply;
    }

    /** Writes count and elements. */
    void write(Request request, Collection<? extends E> added) {
        List<RawBytes> encoded =
                added.stream().map(element -> elements.encode(element)).toList();
        request.args().writeInt(encoded.size());
        encoded.forEach(each -> each.write(request.args()));
    }

    /** The list at one moment. */
    record Picture(long version, long[] ids, RawBytes[] elements) {}

    Picture picture() {
        MessageReader first = request(ListOps.WALK).call();
        long version = first.readLong();
        int size = first.readInt();
        long[] ids = new long[size];
        RawBytes[] all = new RawBytes[size];
        Iterator<RawBytes> walk =
                new PageIterator<>(first, number -> request(ListOps.WALK_ON).with(number), new Function<>() {
                    private int next;

                    @Override
                    public RawBytes apply(MessageReader in) {
                        ids[next++] = in.readLong();
                        return RawBytes.read(in);
                    }
                });
        for (int i = 0; i < size; i++) {
            all[i] = walk.next();
        }
        return new Picture(version, ids, all);
    }

    @Override
    public void removeById(long id, int hint) {
        Request request = request(ListOps.REMOVE_BY_ID).with(id);
        request.args().writeInt(hint);
        request.call();
    }

    @Override
    public void setById(long id, E element) {
        Request request = request(ListOps.SET_BY_ID).with(id);
        elements.encode(element).write(request.args());
        if (request.call().readByte() == 0) {
            throw new ConcurrentModificationException("element is not in the list any more: " + name());
        }
    }

    @Override
    public long addById(E element, long before, long behind, int hint) {
        Request request = request(ListOps.ADD_BY_ID).with(before).with(behind);
        request.args().writeInt(hint);
        elements.encode(element).write(request.args());
        return request.call().readLong();
    }

    /** The content, as a text; of a handle that was closed, or a list that is gone, its name. */
    String text(Supplier<?> content) {
        if (isClosed()) {
            return "RemoteList(" + name() + ", handle closed)";
        }
        return isDeleted() ? "RemoteList(" + name() + ", deleted)" : String.valueOf(content.get());
    }
}
