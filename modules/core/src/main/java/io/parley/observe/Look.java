package io.parley.observe;

import io.parley.internal.domain.Address;
import io.parley.internal.domain.DomainGlance;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.HistogramFile;
import io.parley.internal.process.PoolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A look into one object. Each kind has a class of its own, so that who lists locks loads nothing of queues. */
final class Look {
    private final DomainGlance domain;
    private final People people;
    private final Mappings mappings;

    Look(DomainGlance domain, People people, Mappings mappings) {
        this.domain = domain;
        this.people = people;
        this.mappings = mappings;
    }

    ObjectSnapshot into(Path path) throws IOException {
        boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        ObjectGlance glance = ObjectGlance.of(directory ? path.resolve(Address.STATE_FILE) : path);
        if (glance.verdict() != ObjectGlance.Verdict.READY) {
            return new ObjectSnapshot.Unreadable(glance.problem());
        }
        ObjectKind kind = glance.kind();
        Path file = glance.path();
        return switch (kind) {
            case LOCK, BINARY_LOCK, READ_WRITE_LOCK, SEMAPHORE, CONDITION, EVENT, BARRIER, LATCH ->
                new SyncLook(people, mapped(glance), file).at(kind);
            case LONG,
                    INT,
                    BYTE,
                    SHORT,
                    BOOLEAN,
                    FLOAT,
                    DOUBLE,
                    LONG_ARRAY,
                    INT_ARRAY,
                    BYTE_ARRAY,
                    SHORT_ARRAY,
                    FLOAT_ARRAY,
                    DOUBLE_ARRAY,
                    TEXT,
                    BYTE_STRING,
                    STRUCT,
                    STRUCT_ARRAY -> new ValueLook(people, mapStart(glance), file, glance.header()).at(kind);
            case QUEUE -> new MessageLook(domain, people, mapped(glance), file).queue();
            case TRANSIENT_QUEUE -> new MessageLook(domain, people, mapped(glance), file).transientQueue();
            case PIPE -> new MessageLook(domain, people, mapped(glance), file).pipe();
            case MAP, SET, NAMESPACE, REFERENCE -> CollectionLook.entries(path);
            case LIST -> CollectionLook.list(people, path);
            case HISTOGRAM -> histogram(mapped(glance));
            case POOL -> new ObjectSnapshot.Pool(people.process(PoolFile.owner(mapped(glance))));
            case DOMAIN ->
                new ObjectSnapshot.Table(
                        domain.processes().size(), glance.header().capacity());
            case CHILDREN ->
                new ObjectSnapshot.Table(
                        domain.children().size(), glance.header().capacity());
            case WAIT_BOARD ->
                new ObjectSnapshot.Table(domain.waits().size(), glance.header().capacity());
            case SUBSCRIBER, READERS, LIST_ORDER ->
                new ObjectSnapshot.Unreadable("a part of another object: " + path + ". Look at that");
        };
    }

    private Memory mapped(ObjectGlance glance) {
        return mappings.of(glance, Long.MAX_VALUE);
    }

    private Memory mapStart(ObjectGlance glance) {
        return mappings.of(
                glance, ValueLook.needed(glance.kind(), glance.header().length()));
    }

    private static ObjectSnapshot histogram(Memory memory) {
        org.HdrHistogram.Histogram all = HistogramFile.read(memory);
        boolean empty = all.getTotalCount() == 0;
        return new ObjectSnapshot.Histogram(
                all.getTotalCount(),
                HistogramFile.clamped(memory),
                empty ? 0 : all.getMinValue(),
                empty ? 0 : all.getMean(),
                all.getValueAtPercentile(50),
                all.getValueAtPercentile(90),
                all.getValueAtPercentile(99),
                all.getValueAtPercentile(99.9),
                all.getMaxValue());
    }
}
