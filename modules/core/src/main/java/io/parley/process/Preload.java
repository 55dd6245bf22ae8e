package io.parley.process;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.process.JvmCommand;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what most children need, before anybody waits for it: in a JVM that is started in advance, and in the one whose
 * classes go into an archive.
 */
final class Preload {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");

    private Preload() {}

    /**
     * Does what the main class's arguments ask for.
     *
     * @return the life-line to go on with; null if there is nothing to run
     */
    static InputStream asTold(String[] args, InputStream lifeline) throws IOException {
        List<String> all = Arrays.asList(args);
        if (all.isEmpty()) {
            return lifeline;
        }
        boolean inAdvance = all.get(0).equals(JvmCommand.IN_ADVANCE);
        if (!inAdvance && !all.get(0).equals(JvmCommand.ARCHIVING)) {
            throw new IllegalArgumentException("unknown argument of a child: " + all.get(0)
                    + ". This main class is started by ParleyProcess.start(), not by hand");
        }
        FirstByte first = new FirstByte(lifeline);
        try {
            use(Path.of(all.get(1)));
            load(all.subList(2, all.size()));
        } finally {
            first.loaded();
        }
        return inAdvance ? first.andTheRest() : null;
    }

    private static void load(List<String> names) {
        for (String name : names) {
            try {
                Class.forName(name, true, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                // The target will fail where it needs the class, and say so where somebody can see it.
                LOG.debug("not loaded in advance: {}", name, e);
            }
        }
    }

    /** Uses a domain of its own for a moment; without room for one, classes are loaded when the target needs them. */
    private static void use(Path scratch) {
        ParleyConfig config = ParleyConfig.at(scratch).withDurable(false).withProcessName("preload");
        try (Parley parley = Parley.open(config)) {
            useAll(parley);
            parley.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException | ClassNotFoundException e) {
            LOG.debug("could not use a domain in advance: {}", scratch, e);
        }
    }

    private static void useAll(Parley parley) throws InterruptedException, IOException, ClassNotFoundException {
        SharedLong number = parley.longValue("number");
        number.incrementAndGet();
        SharedLock lock = parley.lock("lock");
        lock.lock();
        lock.unlock();
        TransientQueue<String> ring = parley.transientQueue("ring", Codecs.utf8());
        ring.put("message");
        ring.take();
        SharedQueue<String> queue = parley.queue("queue", Codecs.utf8());
        queue.put("message");
        queue.take();
        ProcessTarget target = () -> number.get();
        byte[] bytes = ObjectStreams.write(target, parley);
        ObjectStreams.read(bytes, 0, bytes.length, parley);
    }
}
