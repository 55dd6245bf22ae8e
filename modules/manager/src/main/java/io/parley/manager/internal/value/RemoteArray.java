package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.sync.RemoteLocks;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedArray;
import io.parley.value.TypeCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** An array of numbers on another host, by their bits. Ranges travel in pieces, several at once. */
public class RemoteArray extends RemoteObject implements ManagedArray {
    /** How many bytes an array can be created with: nobody sees it without, so they are in one request. */
    private static final int MAX_CONTENT = 1 << 20;
    /** How many pieces are on their way at once. */
    private static final int AHEAD = 16;

    private final Link link;
    private final TypeCode type;
    private final int length;
    private ManagedLock lock;

    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteArray(Link link, String name, TypeCode type, int length) {
        super(link, ValueKinds.ARRAY, name, details(type, length));
        this.link = link;
        this.type = type;
        this.length = length;
    }

    /** Opens the array, creating it with this content, an array of primitives, if there is none. */
    RemoteArray(Link link, String name, TypeCode type, Object content, int length) {
        super(link, ValueKinds.ARRAY, name, details(name, type, content, length));
        this.link = link;
        this.type = type;
        this.length = length;
    }

    private static MessageBuffer details(TypeCode type, int length) {
        MessageBuffer details = new MessageBuffer(8);
        details.writeByte(type.letter());
        details.writeInt(length);
        return details;
    }

    private static MessageBuffer details(String name, TypeCode type, Object content, int length) {
        if ((long) length * type.size() > MAX_CONTENT) {
            throw new IllegalArgumentException("too much to create an array with on another host: name=" + name
                    + ", elements=" + length + ", allowed=" + MAX_CONTENT / type.size()
                    + ". Create it by its length, then write to it");
        }
        MessageBuffer details = details(type, length);
        Bits.write(content, 0, length, type.size(), details);
        return details;
    }

    @Override
    public final TypeCode typeCode() {
        return type;
    }

    @Override
    public final int length() {
        return length;
    }

    private Request element(int op, int index) {
        Request request = request(op);
        request.args().writeInt(index);
        return request;
    }

    final long bits(int index) {
        return element(ValueOps.GET, index).call().readLong();
    }

    final void setBits(int index, long bits) {
        element(ValueOps.SET, index).with(bits).call();
    }

    final long changeBits(int op, int index, long bits) {
        return element(op, index).with(bits).call().readLong();
    }

    final boolean compareAndSetBits(int index, long expected, long bits) {
        return element(ValueOps.COMPARE_AND_SET, index)
                        .with(expected)
                        .with(bits)
                        .call()
                        .readByte()
                != 0;
    }

    final boolean awaitBits(int index, long seen, Duration timeout) throws InterruptedException {
        return element(ValueOps.AWAIT_CHANGE, index)
                        .with(seen)
                        .with(TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    @Override
    public final Object value(int index) {
        return type.fromBits(bits(fromEnd(index)));
    }

    @Override
    public final void setValue(int index, Object value) {
        setBits(fromEnd(index), type.toBits(value));
    }

    private int fromEnd(int index) {
        return index < 0 ? index + length : index;
    }

    /** Something with each piece of a range; what comes back is given on in order. */
    private void inPieces(int from, int count, Piece piece, Answer answer) {
        Objects.checkFromIndexSize(from, count, length);
        int most = Bits.PIECE / type.size();
        List<CompletableFuture<MessageReader>> ahead = new ArrayList<>();
        int received = 0;
        for (int sent = 0; received < count; ) {
            while (sent < count && ahead.size() < AHEAD) {
                int some = Math.min(most, count - sent);
                ahead.add(piece.request(sent, some).send());
                sent += some;
            }
            int some = Math.min(most, count - received);
            answer.received(RemoteArray.await(ahead.remove(0)), received, some);
            received += some;
        }
    }

    private static MessageReader await(CompletableFuture<MessageReader> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            throw Link.<RuntimeException>thrown(failure.getCause());
        }
    }

    /** A request for so many elements, after so many that were asked for. */
    private interface Piece {
        Request request(int done, int count);
    }

    private interface Answer {
        void received(MessageReader answer, int done, int count);
    }

    private Request range(int op, int from, int count) {
        Request request = element(op, from);
        request.args().writeInt(count);
        return request;
    }

    /** Copies a range out, to an array of primitives. */
    final Object read(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        Object copy = Elements.newArray(type, to - from);
        inPieces(
                from,
                to - from,
                (done, count) -> range(ValueOps.READ, from + done, count),
                (answer, done, count) -> Bits.read(answer, type.size(), copy, done, count));
        return copy;
    }

    /** Copies a range in, from an array of primitives. */
    final void write(int from, Object values, int size) {
        inPieces(
                from,
                size,
                (done, count) -> {
                    Request request = range(ValueOps.WRITE, from + done, count);
                    Bits.write(values, done, count, type.size(), request.args());
                    return request;
                },
                (answer, done, count) -> {});
    }

    final void fillBits(long bits) {
        inPieces(0, length, (done, count) -> range(ValueOps.FILL, done, count).with(bits), (answer, done, count) -> {});
    }

    @Override
    public Object copyRange(int from, int to) {
        return read(from, to);
    }

    @Override
    public Object toArray() {
        return read(0, length);
    }

    @Override
    public final synchronized ManagedLock lock() {
        if (lock == null) {
            lock = RemoteLocks.of(link).insideArray(name(), type, length);
        }
        return lock;
    }
}
