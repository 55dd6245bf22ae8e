package io.parley.manager.internal.queue;

import io.parley.MessageReader;
import io.parley.MessageWriter;

/** What can be asked about a queue, in one answer. */
record QueueInfo(
        int size,
        int remainingCapacity,
        long appended,
        long taken,
        int claimed,
        long redelivered,
        boolean closed,
        boolean drained,
        long unfinished) {
    static void write(QueueInfo info, MessageWriter out) {
        out.writeInt(info.size);
        out.writeInt(info.remainingCapacity);
        out.writeLong(info.appended);
        out.writeLong(info.taken);
        out.writeInt(info.claimed);
        out.writeLong(info.redelivered);
        out.writeByte(info.closed ? 1 : 0);
        out.writeByte(info.drained ? 1 : 0);
        out.writeLong(info.unfinished);
    }

    static QueueInfo read(MessageReader in) {
        return new QueueInfo(
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readByte() != 0,
                in.readByte() != 0,
                in.readLong());
    }
}
