package io.parley.crash;

import io.parley.testkit.history.EntryCall;
import io.parley.testkit.history.EntryCall.Kind;
import io.parley.testkit.history.TimedCall;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one process calls on a map, with the times, in a mapped file: what is stored there survives the process, and
 * costs it so little that the times are close.
 */
final class CallLog {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LINE = 64;
    private static final int NOTHING = 0;
    private static final int BEGUN = 1;
    private static final int ANSWERED = 2;
    private static final int ANSWERED_NOTHING = 3;

    private final ByteBuffer lines;
    private int at;

    private CallLog(ByteBuffer lines) {
        this.lines = lines.order(ByteOrder.LITTLE_ENDIAN);
    }

    static CallLog create(Path file, int calls) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new CallLog(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) calls * LINE));
        }
    }

    boolean isFull() {
        return at == lines.capacity();
    }

    /** Makes a call that concerns one key; the value that it told, or null. */
    Long call(Map<Long, Long> map, long key, Kind kind, long value, long expected) {
        long startNs = System.nanoTime();
        lines.putInt(at + 4, kind.ordinal())
                .putLong(at + 8, key)
                .putLong(at + 16, value)
                .putLong(at + 24, expected)
                .putLong(at + 32, startNs);
        INT.setRelease(lines, at, BEGUN);
        VarHandle.fullFence();
        Object answer = switch (kind) {
            case GET -> map.get(key);
            case PUT -> map.put(key, value);
            case PUT_IF_ABSENT -> map.putIfAbsent(key, value);
            case REMOVE -> map.remove(key);
            case REMOVE_EXPECTED -> map.remove(key, expected);
            case REPLACE -> map.replace(key, expected, value);
            case ADD -> map.merge(key, value, Long::sum);
        };
        long endNs = System.nanoTime();
        long number = answer == null ? 0 : answer instanceof Boolean did ? (did ? 1 : 0) : (Long) answer;
        lines.putLong(at + 40, number).putLong(at + 48, endNs);
        INT.setRelease(lines, at, answer == null ? ANSWERED_NOTHING : ANSWERED);
        at += LINE;
        return answer instanceof Long told ? told : null;
    }

    /** The calls of a process that has ended, on one key. */
    static List<TimedCall<EntryCall>> read(Path file, long key) throws IOException {
        List<TimedCall<EntryCall>> calls = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer lines = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < lines.capacity() && lines.getInt(at) != NOTHING; at += LINE) {
                if (lines.getLong(at + 8) == key) {
                    calls.add(parse(file.getFileName().toString(), lines, at));
                }
            }
        }
        return calls;
    }

    private static TimedCall<EntryCall> parse(String caller, ByteBuffer lines, int at) {
        int state = lines.getInt(at);
        OptionalLong answer = switch (state) {
            case ANSWERED -> OptionalLong.of(lines.getLong(at + 40));
            case ANSWERED_NOTHING -> OptionalLong.empty();
            default -> null;
        };
        EntryCall call = new EntryCall(
                Kind.values()[lines.getInt(at + 4)], lines.getLong(at + 16), lines.getLong(at + 24), answer);
        return new TimedCall<>(
                caller, call, lines.getLong(at + 32), state == BEGUN ? TimedCall.NEVER : lines.getLong(at + 48));
    }
}
