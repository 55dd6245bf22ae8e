package io.parley.internal.queue;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** The subscribers of a queue: one file each, in the queue's directory. */
public final class SubscriberFiles implements AutoCloseable {
    private static final String SUFFIX = "." + ObjectKind.SUBSCRIBER.suffix();

    private final Domain domain;
    private final Path directory;
    /** What was opened once; a deleted one says so. */
    private final Map<String, ObjectFile> known = new ConcurrentHashMap<>();

    /** Subscribers that read by this handle. */
    private final Set<SubscriberCore> attached = ConcurrentHashMap.newKeySet();

    SubscriberFiles(Domain domain, Path queueDirectory) {
        this.domain = domain;
        this.directory = queueDirectory;
    }

    /**
     * One subscriber; a snapshot.
     *
     * @param name its name
     * @param next the first message it has not dealt with
     * @param owner owner word of the process that is attached, 0 if none is
     */
    public record Subscription(String name, long next, int owner) {}

    private static ObjectFile.Spec spec(long first) {
        return new ObjectFile.Spec(
                ObjectKind.SUBSCRIBER,
                0,
                0,
                SubscriberLayout.LENGTH,
                memory -> memory.putLong(SubscriberLayout.NEXT, first));
    }

    private Path path(String name) {
        return directory.resolve(ObjectName.check(name) + SUFFIX);
    }

    /** The subscriber's file; null if there is none. */
    ObjectFile find(String name) {
        Path path = path(name);
        ObjectFile file = known.get(name);
        if (file == null || file.isDeleted()) {
            file = domain.openPartIfThere(path, spec(0));
            if (file == null) {
                known.remove(name);
                return null;
            }
            known.put(name, file);
        }
        return file;
    }

    /** The subscriber's file, with this position if it is new. The caller has a pin. */
    ObjectFile create(String name, LongSupplier first) {
        ObjectFile file = domain.openPart(path(name), spec(first.getAsLong()));
        known.put(name, file);
        return file;
    }

    /** Attaches to a subscriber, creating it first if there is none. */
    public SubscriberCore attach(DurableQueue queue, String name, ToLongFunction<DurableQueue> start) {
        SubscriberCore core = SubscriberCore.attach(queue, this, name, start, domain.liveness());
        attached.add(core);
        return core;
    }

    void detached(SubscriberCore core) {
        attached.remove(core);
    }

    /** Closes those who read by this handle. */
    @Override
    public void close() {
        attached.forEach(SubscriberCore::close);
    }

    /** Everybody who subscribed and was not removed, by name. */
    public List<Subscription> list() {
        List<Subscription> all = new ArrayList<>();
        for (String name : names()) {
            ObjectFile file = find(name);
            if (file != null) {
                Memory memory = file.memory();
                all.add(new Subscription(
                        name,
                        memory.getLongVolatile(SubscriberLayout.NEXT),
                        memory.getIntVolatile(SubscriberLayout.OWNER)));
            }
        }
        all.sort(Comparator.comparing(Subscription::name));
        return all;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (IOException e) {
            throw FileFailures.explain("list the subscribers", directory, e);
        }
        return names;
    }

    /** Adds what subscribers have not dealt with. */
    void holdInto(Floor floor) {
        for (Subscription each : list()) {
            floor.hold(each.next(), () -> "subscriber '" + each.name() + "' is");
        }
    }

    /** After the log lost messages with the machine: nobody has dealt with those that will get their numbers. */
    void limit(long appended) {
        for (String name : names()) {
            ObjectFile file = find(name);
            if (file != null && file.memory().getLongVolatile(SubscriberLayout.NEXT) > appended) {
                file.memory().putLongVolatile(SubscriberLayout.NEXT, appended);
            }
        }
    }

    /** Removes a subscriber for everybody, attached or not; false if there is none. */
    public boolean remove(DurableQueue queue, String name) {
        ObjectFile file = find(name);
        known.remove(name);
        if (file == null) {
            return false;
        }
        domain.delete(file);
        queue.news().ringAll();
        return true;
    }
}
