package io.parley.manager.internal.queue;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.SequenceWalk;
import io.parley.manager.internal.server.Call;

/** Some of the messages that nobody took yet, for an iterator at the other side. */
record QueuePage(DurableQueue queue) {
    /** Answers where the next page begins, and the messages with their places. */
    void answer(Call call) {
        queue.file().requireNotDeleted();
        long next = Math.max(call.args().readLong(), queue.taken());
        MessageBuffer messages = new MessageBuffer();
        try (SequenceWalk walk = new SequenceWalk(queue)) {
            while (next < queue.countedMessages() && messages.length() < QueueOps.BATCH_BYTES) {
                walk.read(next++);
                MessageBuffer message = walk.buffer();
                if (messages.length() > 0 && message.length() > QueueOps.MAX_MESSAGE - messages.length()) {
                    next--;
                    break;
                }
                requireFits(message.length());
                messages.writeLong(walk.cursor().index());
                messages.writeInt(message.length());
                messages.writeBytes(message.array(), 0, message.length());
            }
        }
        call.reply().writeLong(next);
        call.reply().writeBytes(messages.array(), 0, messages.length());
        call.done();
    }

    private void requireFits(int length) {
        if (length > QueueOps.MAX_MESSAGE) {
            throw new IllegalStateException("message is too large for another host: "
                    + queue.file().path() + ", bytes=" + length + ", allowed=" + QueueOps.MAX_MESSAGE
                    + ". Iterate on the queue's host");
        }
    }
}
