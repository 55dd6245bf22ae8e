package io.parley.queue;

import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.queue.QueueFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * What reading all files of a queue's log, or of an archive, has found.
 *
 * @param path the queue's or the archive's directory
 * @param files the files, oldest first
 * @param damages what is wrong, in the order of the messages; empty if all is well
 */
public record QueueReport(Path path, List<File> files, List<Damage> damages) {
    /**
     * Makes the lists unmodifiable.
     *
     * @param path the queue's or the archive's directory
     * @param files the files
     * @param damages what is wrong
     */
    public QueueReport {
        files = List.copyOf(files);
        damages = List.copyOf(damages);
    }

    /**
     * One file.
     *
     * @param path where it lies
     * @param messages how many readable messages end in it
     * @param damages what is wrong with it
     */
    public record File(Path path, long messages, List<Damage> damages) {
        /**
         * Makes the list unmodifiable.
         *
         * @param path where it lies
         * @param messages how many readable messages end in it
         * @param damages what is wrong with it
         */
        public File {
            damages = List.copyOf(damages);
        }
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true if there is no damage
     */
    public boolean isIntact() {
        return damages.isEmpty();
    }

    /**
     * How many messages can be read.
     *
     * @return a sum over all files
     */
    public long messages() {
        return files.stream().mapToLong(File::messages).sum();
    }

    /**
     * How many messages cannot be read because of damage.
     *
     * @return a sum over all damages
     */
    public long lost() {
        return damages.stream().mapToLong(Damage::lost).sum();
    }

    /**
     * Reads the files of a queue, which need not be open, nor be in a state in which it can be opened; a copy of its
     * directory will do. Needs no domain and changes nothing. Messages put meanwhile are not looked at.
     *
     * @param queueDirectory the queue's {@code path()}
     * @return what was found, by file
     * @throws io.parley.ForeignFileException if there is no queue
     * @throws io.parley.DomainAccessException if its files cannot be read
     */
    public static QueueReport read(Path queueDirectory) {
        QueueFiles queue = new QueueFiles(queueDirectory);
        return of(queueDirectory, queue.cycleFiles(), queue::history, passed -> {});
    }

    static QueueReport of(
            Path path,
            List<CycleFile> listed,
            Function<Consumer<? super LogDamage>, LogHistory> opener,
            LongConsumer passed) {
        Map<Path, Long> messages = new LinkedHashMap<>();
        listed.forEach(file -> messages.put(file.path(), 0L));
        List<Damage> damages = new ArrayList<>();
        try (LogHistory history = opener.apply(found -> damages.add(Damage.of(found)))) {
            while (history.skip()) {
                messages.merge(history.file().path(), 1L, Long::sum);
                passed.accept(history.sequence());
            }
        }
        List<File> files = new ArrayList<>();
        messages.forEach((file, count) -> files.add(new File(file, count, List.of())));
        return new QueueReport(path, files, List.of()).with(damages);
    }

    /** The same files with these damages. */
    QueueReport with(List<Damage> found) {
        List<File> changed = new ArrayList<>();
        for (File file : files) {
            List<Damage> own = found.stream()
                    .filter(each -> each.file().equals(file.path()))
                    .toList();
            changed.add(new File(file.path(), file.messages(), own));
        }
        return new QueueReport(path, changed, found);
    }
}
