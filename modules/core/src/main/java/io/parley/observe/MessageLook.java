package io.parley.observe;

import io.parley.internal.domain.DomainGlance;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.pipe.PipeGlance;
import io.parley.internal.pipe.PipeLayout;
import io.parley.internal.queue.ClaimTable;
import io.parley.internal.queue.DeadLetterBox;
import io.parley.internal.queue.QueueGlance;
import io.parley.internal.queue.QueueLayout;
import io.parley.internal.queue.QueueSetting;
import io.parley.internal.queue.SubscriberFiles;
import io.parley.internal.queue.TransientGlance;
import io.parley.internal.ring.RingGlance;
import io.parley.queue.ClaimInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queues and pipes in mapped files. */
final class MessageLook {
    private static final String CYCLE_FILE = ".cq4";
    private static final int MAY_GO_ONCE_READ = 1;

    private final DomainGlance domain;
    private final People people;
    private final Memory memory;
    private final Path file;

    MessageLook(DomainGlance domain, People people, Memory memory, Path file) {
        this.domain = domain;
        this.people = people;
        this.memory = memory;
        this.file = file;
    }

    ObjectSnapshot.Queue queue() throws IOException {
        QueueGlance queue = new QueueGlance(memory, domain.liveness());
        long appended = queue.appended();
        long taken = queue.taken();
        long returned =
                queue.held().stream().filter(each -> each.owner() == Owner.NONE).count();
        long waiting = Math.max(0, appended - taken) + returned;
        ObjectSnapshot.Lock appending = people.lock(memory, QueueLayout.APPEND_LOCK, file);

        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("appended", appended);
        counters.put("appendedBytes", queue.appendedBytes());
        counters.put("taken", taken);
        counters.put("redelivered", queue.redelivered());
        counters.put("roomWaits", queue.roomWaits());
        counters.put("recoveries", appending.counters().get("recoveries"));
        counters.put("acknowledged", Math.max(0, taken - queue.held().size()));
        counters.put("waiting", waiting);
        counters.put("claimed", queue.held().size() - returned);
        counters.put("capacity", queue.setting(QueueSetting.CAPACITY));
        return new ObjectSnapshot.Queue(
                queue.codec(),
                queue.isMirror() ? "mirror" : queue.setting(QueueSetting.JOINABLE) != 0 ? "joinable" : "queue",
                queue.isClosed(),
                waiting,
                queue.setting(QueueSetting.CAPACITY),
                queue.setting(QueueSetting.CAPACITY_BYTES),
                queue.held().stream().map(this::claim).toList(),
                (int) queue.setting(QueueSetting.MAX_DELIVERIES),
                deadLetters(),
                subscriptions(appended),
                log(queue),
                appending,
                people.waiters(file),
                counters);
    }

    private ClaimInfo claim(ClaimTable.Held held) {
        var process = people.process(held.owner());
        return new ClaimInfo(
                held.sequence(),
                held.index(),
                held.deliveries(),
                People.instant(held.sinceNs()),
                process.map(each -> each.pid()).orElse(0L),
                process.map(each -> each.name()).orElse(""),
                process.map(each -> each.alive()).orElse(false));
    }

    private List<ObjectSnapshot.Subscription> subscriptions(long appended) throws IOException {
        List<ObjectSnapshot.Subscription> found = new ArrayList<>();
        for (SubscriberFiles.Subscription each : QueueGlance.subscribers(file.getParent())) {
            var process = people.process(each.owner());
            found.add(new ObjectSnapshot.Subscription(
                    each.name(),
                    each.next(),
                    Math.max(0, appended - each.next()),
                    process.map(attached -> attached.pid()).orElse(0L),
                    process.map(attached -> attached.name()).orElse(""),
                    process.map(attached -> attached.alive()).orElse(false)));
        }
        return List.copyOf(found);
    }

    private ObjectSnapshot.Log log(QueueGlance queue) {
        List<Path> files = FileSizes.in(file.resolveSibling(QueueLayout.LOG_DIRECTORY));
        return new ObjectSnapshot.Log(
                queue.rollCycle(),
                (int) files.stream()
                        .filter(each -> each.toString().endsWith(CYCLE_FILE))
                        .count(),
                files.stream().mapToLong(each -> each.toFile().length()).sum(),
                Duration.ofNanos(queue.setting(QueueSetting.KEEP_NS)),
                queue.setting(QueueSetting.KEEP_BYTES),
                (queue.setting(QueueSetting.KEEP_UNTIL_READ) & MAY_GO_ONCE_READ) != 0);
    }

    /** What waits in the queue of this queue's dead letters, if there is one. */
    private long deadLetters() {
        String directory = file.getParent().getFileName().toString();
        String name = DeadLetterBox.nameFor(directory.substring(
                0, directory.length() - ObjectKind.QUEUE.suffix().length() - 1));
        if (name.length() > ObjectName.MAX_LENGTH) {
            return 0;
        }
        ObjectGlance letters = ObjectGlance.of(domain.directory()
                .resolve(ObjectName.file(name, ObjectKind.QUEUE))
                .resolve(QueueLayout.STATE_FILE));
        if (letters.verdict() != ObjectGlance.Verdict.READY || letters.kind() != ObjectKind.QUEUE) {
            return 0;
        }
        QueueGlance queue = new QueueGlance(letters.map(), domain.liveness());
        return queue.appended() - queue.taken();
    }

    ObjectSnapshot.TransientQueue transientQueue() {
        TransientGlance queue = TransientGlance.of(memory);
        RingGlance ring = queue.ring();
        return new ObjectSnapshot.TransientQueue(
                queue.codec(),
                ring.capacity(),
                ring.used(),
                ring.written(),
                ring.closed(),
                queue.oneProducer(),
                queue.oneConsumer(),
                people.process(ring.producer()),
                people.process(ring.consumer()),
                people.waiters(file));
    }

    ObjectSnapshot.Pipe pipe() {
        PipeGlance pipe = new PipeGlance(memory, domain.liveness());
        return new ObjectSnapshot.Pipe(
                pipe.codec(),
                pipe.capacity(),
                pipe.isSimplex(),
                end(pipe, PipeLayout.FIRST),
                end(pipe, PipeLayout.SECOND),
                people.waiters(file));
    }

    private ObjectSnapshot.End end(PipeGlance pipe, int end) {
        return new ObjectSnapshot.End(
                people.holds(visitor -> pipe.forEachHolder(end, visitor)),
                pipe.handedOver(end),
                pipe.ringTo(end).used());
    }
}
