package io.parley.internal.queue;

import io.parley.internal.chronicle.LogCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One look at the files of a queue's log, oldest first: which may go, and why the others stay. A file goes if a later
 * one has a message, if everybody has read all that is in it, and if one of the rules lets it go. Files go in their
 * order.
 */
final class RetentionPass {
    /** What a message takes in its file beside its payload. */
    static final int OVERHEAD = 40;

    private final DurableQueue queue;
    private final RetentionRules rules;
    private final Floor floor;
    private final LogCursor cursor;
    private final long nowNs;
    private final List<Retainer.Outcome> files = new ArrayList<>();
    private int begin = Integer.MIN_VALUE;
    private long beginSequence;
    private String heldUpBy;

    /** Where a file begins: the first message in it or behind it. */
    private record Start(long sequence, long position) {}

    RetentionPass(DurableQueue queue, RetentionRules rules, Floor floor, LogCursor cursor, long nowNs) {
        this.queue = queue;
        this.rules = rules;
        this.floor = floor;
        this.cursor = cursor;
        this.nowNs = nowNs;
    }

    void run(SortedMap<Integer, Path> cycles) {
        List<Map.Entry<Integer, Path>> all = new ArrayList<>(cycles.entrySet());
        Start here = all.isEmpty() ? null : start(all, 0);
        int i = 0;
        String why = null;
        for (; i < all.size() && why == null; i++) {
            Start behind = start(all, i + 1);
            why = whyItStays(here, behind);
            long messages = behind == null ? 0 : behind.sequence - here.sequence;
            long bytes = behind == null ? 0 : behind.position - here.position + messages * OVERHEAD;
            files.add(new Retainer.Outcome(all.get(i).getValue(), messages, bytes, why));
            if (why == null) {
                begin = all.get(i + 1).getKey();
                beginSequence = behind.sequence;
                here = behind;
            }
        }
        for (; i < all.size(); i++) {
            files.add(new Retainer.Outcome(all.get(i).getValue(), 0, 0, "an older one stays"));
        }
    }

    private Start start(List<Map.Entry<Integer, Path>> all, int from) {
        for (int i = from; i < all.size(); i++) {
            if (cursor.toCycle(all.get(i).getKey())) {
                return cursor.skip() ? new Start(cursor.sequence(), cursor.position()) : null;
            }
        }
        return null;
    }

    private String whyItStays(Start here, Start behind) {
        if (behind == null) {
            return "it has the newest message, or is to have the next one";
        }
        if (rules.keepsEverything()) {
            return "the queue keeps everything";
        }
        String young = whyItIsNotDue(here, behind);
        if (young != null) {
            return young;
        }
        if (behind.sequence > floor.sequence()) {
            heldUpBy = floor.holder();
            return heldUpBy;
        }
        return null;
    }

    private String whyItIsNotDue(Start here, Start behind) {
        if (rules.untilRead() || behind.sequence == here.sequence) {
            return null;
        }
        long newer = queue.state().appendedBytes() - behind.position + (queue.appended() - behind.sequence) * OVERHEAD;
        if (rules.keepBytes() > 0 && newer >= rules.keepBytes()) {
            return null;
        }
        String why = "";
        if (rules.keepNs() > 0) {
            long ageNs = nowNs - newestBefore(behind.sequence);
            if (ageNs >= rules.keepNs()) {
                return null;
            }
            why = "its newest message is " + ageNs / 1_000_000 + " ms old, kept are " + rules.keepNs() / 1_000_000;
        }
        return rules.keepBytes() == 0
                ? why
                : why + (why.isEmpty() ? "" : "; ") + newer + " bytes are newer, kept are " + rules.keepBytes();
    }

    private long newestBefore(long sequence) {
        return cursor.moveToSequence(sequence - 1) && cursor.skip() ? cursor.timestampNs() : nowNs;
    }

    /** Every file, oldest first. */
    List<Retainer.Outcome> files() {
        return files;
    }

    /** The cycle at which the log is to begin; the least int if nothing goes. */
    int begin() {
        return begin;
    }

    /** The first message that stays, if anything goes. */
    long beginSequence() {
        return beginSequence;
    }

    /** Who has not read what a rule lets go; null if nobody holds anything up, or if everything is kept until read. */
    String heldUpBy() {
        return rules.untilRead() ? null : heldUpBy;
    }
}
