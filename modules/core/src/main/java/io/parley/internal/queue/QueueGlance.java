package io.parley.internal.queue;

import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Utf8;
import io.parley.internal.sync.LockGlance;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a durable queue's own files say, read from outside; the log is not touched. Numbers are of different moments
 * while others work.
 */
public final class QueueGlance {
    private static final String SUFFIX = "." + ObjectKind.SUBSCRIBER.suffix();

    private final Memory state;
    private final List<ClaimTable.Held> held;

    /** A look at a mapped state file, which need not be writable. */
    public QueueGlance(Memory state, Liveness liveness) {
        this.state = state;
        this.held = new ClaimTable(state, liveness).held();
    }

    /** The id of its codec. */
    public String codec() {
        return Utf8.read(state, QueueLayout.CODEC_LENGTH, QueueLayout.CODEC_MAX);
    }

    /** How its log is cut into files. */
    public String rollCycle() {
        return Utf8.read(state, QueueLayout.ROLL_CYCLE_LENGTH, QueueLayout.ROLL_CYCLE_MAX);
    }

    /** What it was created with, or what somebody has set since. */
    public long setting(QueueSetting setting) {
        return setting.read(state);
    }

    /** Messages appended, ever; what was taken counts, if its producer did not get that far. */
    public long appended() {
        return Math.max(state.getLongVolatile(QueueLayout.APPENDED), taken());
    }

    /** Payload of all appended messages. */
    public long appendedBytes() {
        return state.getLongVolatile(QueueLayout.APPENDED_BYTES);
    }

    /** Messages taken or claimed, ever: the number of the next one. */
    public long taken() {
        return QueueLayout.sequence(state.getLongVolatile(QueueLayout.CURSOR));
    }

    /** How often a producer found it full and waited, ever. */
    public long roomWaits() {
        return state.getLongVolatile(QueueLayout.ROOM_WAITS);
    }

    /** Claims handed out again, ever. */
    public long redelivered() {
        return state.getLongVolatile(QueueLayout.REDELIVERED);
    }

    /** Whether no more messages will come. */
    public boolean isClosed() {
        return state.getIntVolatile(QueueLayout.CLOSED) != 0;
    }

    /** Whether its messages come from another queue. */
    public boolean isMirror() {
        return state.getLongVolatile(QueueLayout.MIRROR_SOURCE) != 0;
    }

    /** What somebody has, or gave back. */
    public List<ClaimTable.Held> held() {
        return held;
    }

    /** The lock of those who append. */
    public LockGlance appendLock() {
        return LockGlance.at(state, QueueLayout.APPEND_LOCK);
    }

    /** The subscribers in a queue's directory, by name; those whose files cannot be read are missing. */
    public static List<SubscriberFiles.Subscription> subscribers(Path directory) throws IOException {
        List<SubscriberFiles.Subscription> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                ObjectGlance glance = ObjectGlance.of(file);
                if (glance.verdict() == ObjectGlance.Verdict.READY && glance.kind() == ObjectKind.SUBSCRIBER) {
                    String name = file.getFileName().toString();
                    Memory memory = glance.map();
                    found.add(new SubscriberFiles.Subscription(
                            name.substring(0, name.length() - SUFFIX.length()),
                            memory.getLongVolatile(SubscriberLayout.NEXT),
                            memory.getIntVolatile(SubscriberLayout.OWNER)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparing(SubscriberFiles.Subscription::name));
        return found;
    }
}
