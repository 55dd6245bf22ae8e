package io.parley.manager;

import io.parley.Codec;
import io.parley.process.Pool;
import io.parley.process.PoolOptions;

/** What a {@link Manager} knows of registered classes and pools. */
interface RegisteredObjects {
    /**
     * Makes an object of a registered class at the server, which lives until {@link RegisteredObject#destroy} or until
     * this session ends, whichever is first; unless {@link RegisteredObject#detach} lets it outlive the session.
     *
     * <pre>{@code
     * Maths maths = manager.create("Maths", Maths.class);
     * maths.add(4, 3);
     * }</pre>
     *
     * <p><b>A proxy</b> is an object of the interface whose methods run at the server, default methods included, each
     * in a thread there. Arguments and results are copies, taken during the call; only proxies stay what they are. What
     * a method throws is thrown here, with the frames of both sides; checked exceptions as declared. Methods that
     * return {@link java.util.concurrent.CompletionStage} or {@link java.util.concurrent.CompletableFuture} do not
     * wait. Methods that declare {@link InterruptedException} can be interrupted, and their thread at the server is
     * then interrupted too; others go on waiting. Of an {@link AutoCloseable} object {@code close()} also destroys it.
     * Proxies of the same object are equal, whatever that contains; {@code toString} is the object's own;
     * {@link RegisteredObject} has the rest.
     *
     * <p><b>Failure:</b> if the server dies or the network is cut, calls fail as those of other remote objects do: it
     * is not known whether the last one was done ({@link IndeterminateException}). Nothing is done twice.
     *
     * <p><b>Differs from Python:</b> what cannot be called is not in the interface; attributes are not reached;
     * arguments are held to an allow-list ({@link Carries}) instead of being unpickled.
     *
     * @param typeid what the class was registered as
     * @param type its interface, or one that it extends
     * @param arguments for its factory
     * @param <T> the interface; {@code BlockingQueue<String>}, say, where {@code type} is {@code BlockingQueue.class}
     * @return a proxy
     * @throws IllegalArgumentException if nothing is registered by that name, or {@code type} is not an interface
     * @throws UnsupportedOperationException if clients cannot make such objects; if there is no server
     */
    <T> T create(String typeid, Class<? super T> type, Object... arguments);

    /**
     * The one object of a shared registration.
     *
     * @param typeid what it was registered as
     * @param type its interface, or one that it extends
     * @param <T> the interface
     * @return a proxy, as by {@link #create}
     * @throws IllegalArgumentException if nothing is registered by that name, or {@code type} is not an interface
     * @throws UnsupportedOperationException if it is not shared; if there is no server
     */
    <T> T get(String typeid, Class<? super T> type);

    /**
     * How proxies travel through queues, maps and lists: as references. Who reads one gets a live proxy, through the
     * manager whose codec it is. The object lives as long as its session, wherever references to it are: there is no
     * race with the last proxy going away.
     *
     * <pre>{@code
     * ManagedQueue<Maths> queue = manager.queue("of-maths", manager.proxyCodec(Maths.class));
     * queue.put(maths);
     * }</pre>
     *
     * @param type the interface
     * @param <T> the interface
     * @return the codec, id {@code parley:proxy}
     * @throws UnsupportedOperationException if there is no server
     */
    <T> Codec<T> proxyCodec(Class<T> type);

    /**
     * A pool of the server, see {@link ManagerServer#pool}: tasks run in processes of its host. All of {@link Pool}
     * works as of a pool of this process, with these differences:
     *
     * <ul>
     *   <li>Tasks, arguments and results are held to {@link ManagerServer#allowTasks}. What is refused there, and what
     *       finds no room ({@link PoolOptions#withMaxPending}), comes as the failure of the task's future. What comes
     *       back is held to {@code -Dparley.process.classes} of this process.
     *   <li>Handles on shared objects do not travel: a task opens them by name, of
     *       {@code WorkerContext.current().parley()}.
     *   <li>Its end is that of this client's tasks: {@code close()} waits for them, {@code shutdownNow()} cancels them;
     *       workers go on for others.
     *   <li>A task or result is no longer than {@link ServerLimits#frameBytes()}. Two tasks for each worker are under
     *       way, 256 at most; further ones wait here.
     * </ul>
     *
     * <p><b>Failure:</b> if the session ends, its tasks are cancelled there, and their futures fail with
     * {@link IndeterminateException} or {@link SessionExpiredException}; a short cut of the network is not noticed, and
     * no task is run twice because of it.
     *
     * <p>A manager of this host without a server has a pool by each name, of default options, made when first asked for
     * and closed with the manager.
     *
     * @param name its name
     * @return the pool; each call has a view of its own
     * @throws IllegalArgumentException if the server has no such pool
     */
    Pool pool(String name);

    /**
     * Lets objects of more classes come from the server than the interfaces in use declare.
     *
     * @param classes records, enums, serialisable classes, exceptions; interfaces of which there are proxies
     */
    void allow(Class<?>... classes);
}
