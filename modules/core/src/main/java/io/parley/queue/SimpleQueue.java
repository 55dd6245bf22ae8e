package io.parley.queue;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import java.nio.file.Path;
import java.util.List;

/**
 * The smallest queue: put, take, and whether it is empty. Python's {@code SimpleQueue}.
 *
 * <p><b>Threading, processes, order, allocation:</b> as in {@link SharedQueue}, which it is underneath: another process
 * may open it as one, and claim from it or close it for writing. <b>Blocking:</b> {@code take} while it is empty;
 * {@code put} never, as there is no bound but the disk.
 *
 * <p><b>Differs from Python:</b> {@code put} there blocks once 64 KiB wait in the pipe; {@code close} there closes the
 * pipe, here a handle. The handle is closed with its domain as well, and use after that is an
 * {@link IllegalStateException}.
 *
 * @param <E> the message type
 */
public final class SimpleQueue<E> implements ManagedSimpleQueue<E>, SharedObject {
    static {
        Addresses.register(SimpleQueue.class, handle -> handle.address());
    }

    private final SharedQueue<E> queue;

    private SimpleQueue(SharedQueue<E> queue) {
        this.queue = queue;
    }

    private Address address() {
        Address same = Addresses.of(queue);
        return new Address(
                same.domain(), queue, same.file(), same.name(), List.of("SimpleQueue", queue.codec.id()), same.parts());
    }

    /**
     * Opens the queue, creating it first if there is none. {@link Parley#simpleQueue} is the short way.
     *
     * @param <E> the message type
     * @param parley the domain
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or with a bound
     */
    public static <E> SimpleQueue<E> open(Parley parley, String name, Codec<E> codec) {
        QueueOptions unbounded = QueueOptions.defaults().capacity(0).capacityBytes(0);
        return new SimpleQueue<>(SharedQueue.open(parley, name, codec, unbounded));
    }

    /**
     * Appends a message.
     *
     * @param message the message, not null
     * @throws QueueClosedException if somebody closed the queue for writing
     * @throws io.parley.DomainFullException if the file system is full; nothing was appended
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public void put(E message) {
        queue.offer(message);
    }

    /**
     * Takes the next message, waiting for one.
     *
     * @return the message
     * @throws QueueClosedException if somebody closed the queue for writing and it is drained
     * @throws io.parley.CodecException if the message cannot be decoded; it counts as taken
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public E take() throws InterruptedException {
        return queue.take();
    }

    /**
     * Whether there is nothing to take.
     *
     * @return a snapshot
     */
    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public Path path() {
        return queue.path();
    }

    @Override
    public boolean isDeleted() {
        return queue.isDeleted();
    }

    @Override
    public void delete() {
        queue.delete();
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    public String toString() {
        return "SimpleQueue(" + name() + ", " + path() + ")";
    }
}
