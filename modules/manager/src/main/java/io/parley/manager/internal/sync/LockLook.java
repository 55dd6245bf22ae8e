package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.sync.HolderInfo;
import io.parley.sync.LockOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * What people may ask about a lock, at one moment.
 *
 * @param locked whether somebody holds it
 * @param inconsistent whether a holder died and nobody said since that all is in order
 * @param token of the latest acquisition
 * @param recoveries how often a dead holder was taken over
 * @param options of the lock
 * @param holder who holds it
 */
record LockLook(
        boolean locked,
        boolean inconsistent,
        long token,
        long recoveries,
        LockOptions options,
        Optional<HolderInfo> holder) {
    private static final int FAIR = 1;
    private static final int RECOVERS = 2;

    void write(MessageWriter out) {
        out.writeByte(locked ? 1 : 0);
        out.writeByte(inconsistent ? 1 : 0);
        out.writeLong(token);
        out.writeLong(recoveries);
        writeOptions(options, out);
        out.writeByte(holder.isPresent() ? 1 : 0);
        if (holder.isPresent()) {
            HolderInfo info = holder.get();
            out.writeLong(info.pid());
            out.writeUtf8(info.processName());
            out.writeLong(info.threadId());
            out.writeLong(info.token());
            out.writeByte(info.alive() ? 1 : 0);
            out.writeLong(info.seenSince().map(LockLook::toNs).orElse(0L));
        }
    }

    private static long toNs(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    static LockLook read(MessageReader in) {
        return new LockLook(
                in.readByte() != 0,
                in.readByte() != 0,
                in.readLong(),
                in.readLong(),
                readOptions(in),
                in.readByte() == 0 ? Optional.empty() : Optional.of(readHolder(in)));
    }

    private static HolderInfo readHolder(MessageReader in) {
        long pid = in.readLong();
        String name = in.readUtf8();
        long thread = in.readLong();
        long token = in.readLong();
        boolean alive = in.readByte() != 0;
        long since = in.readLong();
        return new HolderInfo(
                pid,
                name,
                thread,
                token,
                alive,
                since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, since)));
    }

    static void writeOptions(LockOptions options, MessageWriter out) {
        out.writeByte((options.isFair() ? FAIR : 0) | (options.recoversOnOwnerDeath() ? RECOVERS : 0));
    }

    static LockOptions readOptions(MessageReader in) {
        int bits = in.readByte();
        LockOptions options = LockOptions.defaults();
        if ((bits & FAIR) != 0) {
            options = options.and(LockOptions.fair());
        }
        return (bits & RECOVERS) == 0 ? options : options.and(LockOptions.recoverOnOwnerDeath());
    }
}
