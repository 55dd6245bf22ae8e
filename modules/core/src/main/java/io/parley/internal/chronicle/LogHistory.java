package io.parley.internal.chronicle;

import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Walks the messages in the cycle files of a log, or of an archive of one, by reading the files: checks every byte of
 * every message, tells what is damaged, and goes on behind it. Needs nobody's lock, writes nothing, and does not need
 * Chronicle; a {@link LogCursor} is faster and finds a place sooner, but trusts what it reads.
 *
 * <p>Behind a damaged document, the next one is where its length says, if the next message lies there; otherwise
 * wherever the next one does whose number and checksum are right. How many documents were damaged is not known then,
 * and so neither are the indexes of the messages behind them in the same file.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Allocation:</b> when a file is opened, and for the caller's buffer to
 * grow. <b>Interruption:</b> not affected, keeps the flag.
 */
public final class LogHistory implements LogWalk {
    private static final long UNKNOWN = -1;

    private final Supplier<List<CycleFile>> lister;
    private final LongSupplier counter;
    private final Consumer<? super LogDamage> onDamage;
    private final MessageBuffer skipped = new MessageBuffer();
    private final List<LogDamage> noted = new ArrayList<>();

    private List<CycleFile> files = List.of();
    private CycleFile file;
    private CycleReader reader;
    /** Messages below this number are complete in the files. */
    private long counted;
    /** Number of the next message; unknown at the start. */
    private long expected = UNKNOWN;
    /** User documents before the reader's position in this file; unknown behind damage. */
    private long documents;
    /** Bytes of the message that are in the buffer; unknown: no message has begun. */
    private int assembled = (int) UNKNOWN;

    private int total;
    private long startOffset;
    private long startDocuments;
    private long pieceSequence;

    private long sequence = UNKNOWN;
    private long timestampNs;
    private int producer;
    private long index = UNKNOWN;
    /** Passing messages on the way to another: their damages are not asked for, but for those right before it. */
    private boolean quiet;

    private final List<LogDamage> passed = new ArrayList<>();
    /** Documents of messages that were noted as damaged. */
    private long damagedRecords;

    /**
     * Creates a walk from the first message.
     *
     * @param lister the files there are now, in order
     * @param counter how many messages are complete; asked before the files are read
     * @param onDamage told of each damage when it is known what it cost; what it throws comes out of {@link #next},
     *     whose next call goes on behind the damage
     */
    public LogHistory(Supplier<List<CycleFile>> lister, LongSupplier counter, Consumer<? super LogDamage> onDamage) {
        this.lister = lister;
        this.counter = counter;
        this.onDamage = onDamage;
    }

    /**
     * Goes to the next message.
     *
     * @param into receives its payload
     * @return false if there is none yet
     */
    @Override
    public boolean next(MessageBuffer into) {
        while (isCounted() && (reader != null || open(0))) {
            switch (reader.look()) {
                case METADATA -> {
                    if (reader.isFieldOfChronicle()) {
                        reader.pass();
                    } else {
                        damaged("not a document of Chronicle: " + reader.describe());
                    }
                }
                case RECORD -> {
                    if (record(into)) {
                        return true;
                    }
                }
                case END_MARK -> {
                    if (!nextFile()) {
                        return false;
                    }
                }
                default -> {
                    if (!missing()) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    /** Goes to the next message and only checks it. */
    public boolean skip() {
        return next(skipped);
    }

    /** Goes to the first message there still is. */
    @Override
    public void toStart() {
        startIn(null);
    }

    /**
     * Goes to a message, so that {@link #next} returns it. Passes all that come before it in its file.
     *
     * @param target its index
     * @return false if no message is known to have that index; the walk is somewhere behind it then
     */
    @Override
    public boolean moveTo(long target) {
        CycleFile start = null;
        for (CycleFile each : lister.get()) {
            start = each.firstIndex() <= target ? each : start;
        }
        return start != null && passUntil(start, () -> index >= target) && index == target;
    }

    /**
     * Goes to the first message from a number on. Passes all that come before it in its file. Tells what damage has
     * hidden the one with that number.
     *
     * @param number the least number wanted
     * @return false if there is none yet; the walk is at the end then
     */
    @Override
    public boolean moveToSequence(long number) {
        CycleFile start = lastBefore(fields -> fields.sequence < number);
        boolean found = passUntil(start, () -> sequence >= number);
        if (!found || sequence > number) {
            passed.forEach(onDamage);
        }
        return found;
    }

    /**
     * Goes to the first message from a time on. Passes all that come before it in its file. Tells of damage right
     * before it: that may have hidden one of that time.
     *
     * @param epochNs the least time wanted
     * @return false if there is none yet; the walk is at the end then
     */
    @Override
    public boolean moveToTime(long epochNs) {
        CycleFile start = lastBefore(fields -> fields.timestampNs < epochNs);
        boolean found = passUntil(start, () -> timestampNs >= epochNs);
        passed.forEach(onDamage);
        return found;
    }

    /**
     * Goes on in the middle of a file.
     *
     * @param start the file
     * @param offset behind a message in it
     * @param before how many user documents come before
     * @param next number of the message there
     */
    public void resume(CycleFile start, long offset, long before, long next) {
        open(start, offset, before);
        expected = next;
    }

    /* The newest file that begins with such a message; null if none does. */
    private CycleFile lastBefore(Predicate<RecordFields> isBefore) {
        List<CycleFile> all = lister.get();
        for (int i = all.size() - 1; i > 0; i--) {
            try (CycleReader peek = new CycleReader(all.get(i).path())) {
                while (peek.look() == CycleReader.Place.METADATA) {
                    peek.pass();
                }
                if (peek.look() == CycleReader.Place.RECORD && peek.isKnown() && isBefore.test(peek.fields)) {
                    return all.get(i);
                }
            }
        }
        return null;
    }

    private void startIn(CycleFile start) {
        close();
        noted.clear();
        expected = UNKNOWN;
        counted = 0;
        if (start != null) {
            open(start, 0, 0);
        }
    }

    private boolean passUntil(CycleFile start, BooleanSupplier there) {
        startIn(start);
        quiet = true;
        passed.clear();
        try {
            while (skip()) {
                if (there.getAsBoolean()) {
                    reader.position(startOffset);
                    documents = startDocuments;
                    expected = sequence;
                    return true;
                }
                passed.clear();
            }
            return false;
        } finally {
            quiet = false;
        }
    }

    private boolean isCounted() {
        if (Math.max(0, expected) < counted) {
            return true;
        }
        counted = counter.getAsLong();
        if (reader != null) {
            reader.refresh();
        }
        return Math.max(0, expected) < counted;
    }

    private boolean open(int which) {
        files = lister.get();
        if (which >= files.size()) {
            return false;
        }
        return open(files.get(which), 0, 0);
    }

    private boolean open(CycleFile next, long offset, long before) {
        CycleReader opened = new CycleReader(next.path());
        close();
        file = next;
        reader = opened;
        reader.position(offset);
        documents = before;
        assembled = (int) UNKNOWN;
        if (offset == 0 && reader.look() != CycleReader.Place.METADATA && !isGrowing()) {
            note("the file's header is damaged: " + reader.describe());
            if (!reader.resynchronise(Math.max(0, expected), counted)) {
                reader.position(reader.size());
            }
            documents = UNKNOWN;
        }
        return true;
    }

    /* Not a mapped file of a queue, but one that a recorder appends to. */
    private boolean isGrowing() {
        return file.ending() == CycleFile.Ending.OPEN && counted == Long.MAX_VALUE;
    }

    private boolean nextFile() {
        files = lister.get();
        int at = 0;
        while (at < files.size() && files.get(at).firstIndex() <= file.firstIndex()) {
            at++;
        }
        if (at == files.size()) {
            return false;
        }
        return open(files.get(at), 0, 0);
    }

    /* No document where one should be; false if that is the end for now. */
    private boolean missing() {
        CycleReader.Place place = reader.look();
        boolean torn = place == CycleReader.Place.TORN;
        boolean cut = place == CycleReader.Place.END_OF_FILE;
        file = current();
        if (isGrowing() && (torn || cut)) {
            // Somebody is writing behind what is here.
            counted = Math.max(0, expected);
            return false;
        }
        if (file.ending() == CycleFile.Ending.CUT && cut) {
            return nextFile() || lostTheRest("the file ends too early: " + reader.describe());
        }
        String what = torn
                ? "the file ends in a document: " + reader.describe()
                : cut ? "the file ends without an end mark: " + reader.describe() : "no document where one should be";
        boolean explained = place == CycleReader.Place.NOTHING && Math.max(0, expected) + damagedRecords >= counted;
        if (!explained) {
            note(what);
        }
        assembled = (int) UNKNOWN;
        documents = UNKNOWN;
        if (!cut && reader.resynchronise(Math.max(0, expected), counted)) {
            damagedRecords++;
            return true;
        }
        if (nextFile()) {
            return true;
        }
        reader.position(reader.size());
        return lostTheRest(what);
    }

    private boolean lostTheRest(String what) {
        long lost = counted == Long.MAX_VALUE ? 0 : counted - Math.max(0, expected);
        if (noted.isEmpty()) {
            note(what);
        }
        long from = Math.max(0, expected);
        ended();
        report(from, lost);
        return false;
    }

    private CycleFile current() {
        files = lister.get();
        for (CycleFile each : files) {
            if (each.firstIndex() == file.firstIndex()) {
                return each;
            }
        }
        return file;
    }

    /* What is counted and not here will not come. */
    private boolean ended() {
        expected = counted;
        return false;
    }

    private boolean record(MessageBuffer into) {
        RecordFields fields = reader.fields;
        if (!reader.isKnown()) {
            damaged("not a message of Parley: " + reader.describe());
            return false;
        }
        long at = reader.position();
        boolean begins = fields.begins();
        if (begins) {
            assembled = 0;
            total = fields.kind() == RecordLayout.WHOLE ? fields.payloadLength : fields.total;
            startOffset = at;
            startDocuments = documents;
            pieceSequence = fields.sequence;
            into.reset();
            into.ensureCapacity(total);
        }
        if (assembled < 0 || fields.sequence != pieceSequence) {
            // A piece whose beginning was damaged.
            if (noted.isEmpty()) {
                note("a piece without its beginning: sequence=" + fields.sequence);
                damagedRecords++;
                documents = UNKNOWN;
            }
            step();
            return false;
        }
        if (fields.payloadLength > total - assembled || !reader.read(into.array(), assembled)) {
            damaged("checksum is wrong: sequence=" + fields.sequence);
            return false;
        }
        if (fields.sequence >= counted) {
            // Nobody counted it: what should be before it is gone.
            return lostTheRest("messages are missing");
        }
        if (fields.sequence < expected) {
            damaged("sequence=" + fields.sequence + ", expected=" + expected);
            return false;
        }
        assembled += fields.payloadLength;
        step();
        return fields.ends() && complete(into);
    }

    private void step() {
        reader.pass();
        if (documents != UNKNOWN) {
            documents++;
        }
    }

    private boolean complete(MessageBuffer into) {
        RecordFields fields = reader.fields;
        boolean whole = assembled == total;
        assembled = (int) UNKNOWN;
        if (!whole) {
            note("pieces are missing: sequence=" + fields.sequence);
            return false;
        }
        // Where a log begins nobody knows, if its first messages are damaged.
        long lost = expected == UNKNOWN ? Math.min(damagedRecords, fields.sequence) : fields.sequence - expected;
        if (lost > 0 && noted.isEmpty()) {
            // How many documents those were is unknown, but that a file begins with its first is not.
            startDocuments = startDocuments == 0 ? 0 : UNKNOWN;
            documents = startDocuments == 0 ? documents : UNKNOWN;
            noted.add(new LogDamage(file.path(), startOffset, 0, 0, "messages are missing"));
        }
        if (!noted.isEmpty()) {
            long resume = reader.position();
            reader.position(startOffset);
            long behind = documents;
            documents = startDocuments;
            expected = fields.sequence;
            report(expected - lost, lost);
            reader.position(resume);
            documents = behind;
        }
        into.setLength(total);
        sequence = fields.sequence;
        timestampNs = fields.timestampNs;
        producer = fields.producer;
        index = startDocuments == UNKNOWN ? UNKNOWN : file.firstIndex() + startDocuments;
        expected = sequence + 1;
        return true;
    }

    /* Goes on where the damaged document's length says, if that makes sense. */
    private void damaged(String what) {
        note(what);
        damagedRecords++;
        documents = UNKNOWN;
        assembled = (int) UNKNOWN;
        long at = reader.position();
        reader.pass();
        if (isSound(reader.look())) {
            return;
        }
        reader.position(at);
        if (!reader.resynchronise(Math.max(0, expected), counted)) {
            reader.position(reader.size());
        }
    }

    /* What may lie behind a damaged document of the right length. */
    private boolean isSound(CycleReader.Place place) {
        return switch (place) {
            case RECORD ->
                reader.isKnown() && reader.fields.sequence >= expected && reader.fields.sequence <= expected + 1;
            case METADATA -> reader.isFieldOfChronicle();
            case END_MARK -> current().ending() == CycleFile.Ending.MARK;
            case END_OF_FILE -> file.ending() != CycleFile.Ending.MARK;
            case NOTHING -> file.ending() == CycleFile.Ending.OPEN && Math.max(0, expected) + 1 == counted;
            case TORN -> false;
        };
    }

    private void note(String what) {
        noted.add(new LogDamage(file.path(), reader.position(), 0, 0, what));
    }

    /* Tells of what was noted; the first of several places counts for all that is lost. */
    private void report(long firstLost, long lost) {
        List<LogDamage> all = List.copyOf(noted);
        noted.clear();
        damagedRecords = 0;
        long count = lost;
        for (LogDamage each : all) {
            LogDamage known = new LogDamage(each.file(), each.offset(), firstLost, count, each.what());
            if (quiet) {
                passed.add(known);
            } else {
                onDamage.accept(known);
            }
            count = 0;
        }
    }

    /** The number of the message last returned. */
    @Override
    public long sequence() {
        return sequence;
    }

    /** When the message last returned was appended, in epoch ns. */
    @Override
    public long timestampNs() {
        return timestampNs;
    }

    /** Who appended the message last returned. */
    public int producer() {
        return producer;
    }

    /** The index of the message last returned; -1 if it cannot be known behind damage. */
    @Override
    public long index() {
        return index;
    }

    /** The file of the message last returned. */
    public CycleFile file() {
        return file;
    }

    /** Where the message last returned begins in its file. */
    public long startOffset() {
        return startOffset;
    }

    /** Behind the message last returned in its file. */
    public long endOffset() {
        return reader.position();
    }

    /** User documents of the file up to and with the message last returned; -1 if unknown. */
    public long documents() {
        return documents;
    }

    /** Gives the file back; the next call of {@link #next} opens it anew, at its beginning. */
    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public String toString() {
        Path at = file == null ? null : file.path();
        return "LogHistory{" + at + ", sequence=" + sequence + "}";
    }
}
