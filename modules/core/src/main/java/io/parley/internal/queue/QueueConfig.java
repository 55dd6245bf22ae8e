package io.parley.internal.queue;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a queue was created with; kept in its state file, because Chronicle forgets or silently overrules it. What was
 * left alone means "whatever is there", or the default when creating. Immutable.
 */
public final class QueueConfig {
    /** Everything left alone. */
    public static final QueueConfig DEFAULTS = new QueueConfig(leftAlone(), null, null, FlushPolicy.NONE);

    private static final long LEFT_ALONE = -1;
    private static final String DEFAULT_ROLL_CYCLE = "FAST_DAILY";

    private final long[] numbers;
    private final String rollCycle;
    private final String codec;
    private final FlushPolicy flush;

    private QueueConfig(long[] numbers, String rollCycle, String codec, FlushPolicy flush) {
        this.numbers = numbers;
        this.rollCycle = rollCycle;
        this.codec = codec;
        this.flush = flush;
    }

    private static long[] leftAlone() {
        long[] numbers = new long[QueueSetting.values().length];
        Arrays.fill(numbers, LEFT_ALONE);
        return numbers;
    }

    /** With another value for a setting; checks its range. */
    public QueueConfig with(QueueSetting setting, long value) {
        long[] changed = numbers.clone();
        changed[setting.ordinal()] = setting.check(value);
        return new QueueConfig(changed, rollCycle, codec, flush);
    }

    /** With another of Chronicle's roll cycles. */
    public QueueConfig withRollCycle(String name) {
        return new QueueConfig(numbers, name, codec, flush);
    }

    /** With the id of the codec. */
    public QueueConfig withCodec(String id) {
        return new QueueConfig(numbers, rollCycle, id, flush);
    }

    /** With another policy for what this handle appends; of no concern to other handles. */
    public QueueConfig withFlush(FlushPolicy policy) {
        return new QueueConfig(numbers, rollCycle, codec, policy);
    }

    /** When what this handle appends goes to disk. */
    public FlushPolicy flush() {
        return flush;
    }

    /** The id of the codec. */
    String codec() {
        return codec;
    }

    /** A setting's value, or its default if it was left alone. */
    public long get(QueueSetting setting) {
        return isSet(setting) ? numbers[setting.ordinal()] : setting.initial();
    }

    private boolean isSet(QueueSetting setting) {
        return numbers[setting.ordinal()] != LEFT_ALONE;
    }

    /** The name of the log's roll cycle. */
    public String rollCycle() {
        return rollCycle == null ? DEFAULT_ROLL_CYCLE : rollCycle;
    }

    /** Writes what was set, for another host. */
    public void write(MessageWriter out) {
        out.writeInt(numbers.length);
        for (long number : numbers) {
            out.writeLong(number);
        }
        out.writeUtf8(rollCycle == null ? "" : rollCycle);
        out.writeInt(flush.messages());
        out.writeLong(flush.ns());
    }

    /** Reads what {@link #write} wrote; checks every range. */
    public static QueueConfig read(MessageReader in) {
        QueueSetting[] settings = QueueSetting.values();
        int count = in.readInt();
        if (count != settings.length) {
            throw new IllegalArgumentException("queue options of another version: settings=" + count + ", expected="
                    + settings.length + ". Update the older side");
        }
        QueueConfig config = DEFAULTS;
        for (QueueSetting setting : settings) {
            long number = in.readLong();
            config = number == LEFT_ALONE ? config : config.with(setting, number);
        }
        String cycle = in.readUtf8();
        config = cycle.isEmpty() ? config : config.withRollCycle(cycle);
        return config.withFlush(new FlushPolicy(in.readInt(), in.readLong()));
    }

    /** How to create the state file. */
    ObjectFile.Spec spec() {
        int length = QueueLayout.fileLength((int) get(QueueSetting.CLAIMS));
        return new ObjectFile.Spec(ObjectKind.QUEUE, 0, -1, length, this::write);
    }

    private void write(Memory memory) {
        for (QueueSetting setting : QueueSetting.values()) {
            setting.write(memory, get(setting));
        }
        writeText(memory, QueueLayout.ROLL_CYCLE_LENGTH, rollCycle(), QueueLayout.ROLL_CYCLE_MAX);
        writeText(memory, QueueLayout.CODEC_LENGTH, codec, QueueLayout.CODEC_MAX);
    }

    private static void writeText(Memory memory, int at, String text, int max) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > max) {
            throw new IllegalArgumentException(
                    "text too long: '" + text + "' bytes=" + bytes.length + ", allowed=" + max);
        }
        memory.putInt(at, bytes.length);
        memory.putBytes(at + 4, bytes, 0, bytes.length);
    }

    /** What the state file says. */
    static QueueConfig read(Memory memory) {
        long[] numbers = new long[QueueSetting.values().length];
        for (QueueSetting setting : QueueSetting.values()) {
            numbers[setting.ordinal()] = setting.read(memory);
        }
        return new QueueConfig(
                numbers,
                readText(memory, QueueLayout.ROLL_CYCLE_LENGTH),
                readText(memory, QueueLayout.CODEC_LENGTH),
                FlushPolicy.NONE);
    }

    private static String readText(Memory memory, int at) {
        byte[] bytes = new byte[memory.getInt(at)];
        memory.getBytes(at + 4, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Refuses a queue that is not what the caller asked for. */
    void requireMatch(Path path, QueueConfig found) {
        require(path, "codec", found.codec, codec);
        if (rollCycle != null) {
            require(path, "rollCycle", found.rollCycle, rollCycle);
        }
        for (QueueSetting setting : QueueSetting.values()) {
            if (isSet(setting) && !setting.isPolicy()) {
                require(path, setting.option(), found.get(setting), get(setting));
            }
        }
    }

    private static void require(Path path, String option, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new ObjectMismatchException("queue has another " + option + ": " + path + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueConfig that
                && Arrays.equals(numbers, that.numbers)
                && Objects.equals(rollCycle, that.rollCycle)
                && Objects.equals(codec, that.codec)
                && flush.equals(that.flush);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(numbers), rollCycle, codec, flush);
    }

    /** What was set, as "capacity=5, claims=8". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (QueueSetting setting : QueueSetting.values()) {
            if (isSet(setting)) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(setting.option())
                        .append('=')
                        .append(get(setting));
            }
        }
        return text.toString();
    }
}
