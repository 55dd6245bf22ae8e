package io.parley.internal.crash;

/**
 * The places where a test may stop or kill this process: one constant for each gap between two stores that other
 * processes can tell apart.
 *
 * <p>In production {@link #ENABLED} is a constant {@code false} and every {@link #hit()} compiles to nothing. A JVM
 * started with {@code -Dparley.failpoints=true} calls the {@link Handler} that a test installed.
 */
public enum Failpoint {
    /** The lock word names this process; the fencing token still belongs to the previous holder. */
    LOCK_ACQUIRED_BEFORE_TOKEN,
    /** The lock is held and everything about it is written. */
    LOCK_HELD,
    /** {@code unlock} was called; the word still names this process. */
    LOCK_BEFORE_RELEASE,
    /** The word is free; sleeping waiters were not woken yet. */
    LOCK_RELEASED_BEFORE_WAKE,
    /** A survivor put its name over a dead owner's; nothing else is repaired yet. */
    LOCK_TAKEN_OVER,
    /** A waiter of a fair lock owns a slot of its queue; it has no ticket yet. */
    FAIR_SLOT_CLAIMED,
    /** A waiter of a fair lock has its ticket; it has not looked at the lock yet. */
    FAIR_QUEUED,
    /** A waiter of a fair lock gave its ticket back, holding the lock or not; the slot is still its own. */
    FAIR_TICKET_RETURNED,
    /** A dead waiter's ticket is taken away; its slot still names it. */
    FAIR_SLOT_RECLAIMED,
    /** The next waiter of a fair lock is counted awake; the kernel has not woken it. */
    FAIR_BEFORE_WAKE,
    /** A fair lock is free and marked free of waiters; nobody looked again whether one came meanwhile. */
    FAIR_WAITERS_CLEARED,
    /** A lock without an owner is held; the fencing token still belongs to the previous holder. */
    BINARY_ACQUIRED_BEFORE_TOKEN,
    /** A lock without an owner is free; sleeping waiters were not woken yet. */
    BINARY_RELEASED_BEFORE_WAKE,
    /** A slot of a condition's table has its ticket; it does not belong to the waiter yet. */
    CONDITION_BEFORE_OWNER,
    /** The waiter is in the condition's table and still holds the lock. */
    CONDITION_ENTERED,
    /** The waiter is in the condition's table and released the lock. */
    CONDITION_WAITING,
    /** A waiter is marked signalled; the kernel has not woken it. */
    CONDITION_SIGNALLED_BEFORE_WAKE,
    /** A waiter woke up or gave up, and has not got the lock back. */
    CONDITION_BEFORE_LOCK,
    /** A waiter has the lock back; its slot of the table still says so. */
    CONDITION_BEFORE_LEAVE,
    /** The next waiter has the signal of a dead one; the dead one's slot has it as well. */
    CONDITION_SIGNAL_PASSED_ON,
    /** A condition's file that belonged to an older lock of that name is gone; its successor is not there. */
    CONDITION_STALE_REMOVED,
    /** An entry of the wait board belongs to this process; it says nothing yet. */
    WAIT_ENTRY_CLAIMED,
    /** A wait is on the wait board. */
    WAIT_NOTED,
    /** A value or an element is changed; those who sleep until it changes were not woken yet. */
    VALUE_CHANGED_BEFORE_WAKE,
    /** Some elements of a range are written, the others are not. */
    ARRAY_HALF_WRITTEN,
    /** A cycle file of a log has its end mark; there is no next one. */
    CYCLE_ENDED,
    /** The next cycle file is complete; it does not have its name. */
    CYCLE_BEFORE_NAMED,
    /** The next cycle file has its name; nobody appended to it, and how far it has blocks is not known. */
    CYCLE_NAMED,
    /** Messages are in the log and counted; the disk was not told to write them yet. */
    LOG_SYNC,
    /** The append lock is held; no Chronicle document is open. */
    APPEND_BEFORE_DOCUMENT,
    /** A Chronicle document is open and half its payload is written. */
    APPEND_IN_DOCUMENT,
    /** A message is written in its place, wholly or half, without its document's header. */
    APPEND_IN_PLACE,
    /** A fragment of a large message is committed, the last one is not. */
    APPEND_BETWEEN_FRAGMENTS,
    /** The document is committed; the queue's counter does not count it yet. */
    APPEND_AFTER_DOCUMENT,
    /** The message is counted; sleeping consumers were not woken yet. */
    APPEND_BEFORE_WAKE,
    /** A consumer read the next message and has not moved the shared cursor. */
    TAKE_BEFORE_CURSOR,
    /** The cursor moved; the message was not handed to the caller yet. */
    TAKE_AFTER_CURSOR,
    /** The cursor moved; the payload bytes that were taken are not counted yet. */
    TAKE_BEFORE_BYTES,
    /** A claim says that a dead letter may have been made of its message; none was. */
    DEAD_LETTER_MARKED,
    /** The dead letter is in its queue; the claim on the message still stands. */
    DEAD_LETTER_BEFORE_ACK,
    /** A slot of the claim table is reserved; it names no message yet. */
    CLAIM_RESERVED,
    /** The claim names its message; the shared cursor has not moved. */
    CLAIM_BEFORE_CURSOR,
    /** The cursor moved; the claim is still marked pending. */
    CLAIM_AFTER_CURSOR,
    /** The claim is complete and belongs to this process. */
    CLAIM_HELD,
    /** The claim is acknowledged; its table slot still names this process. */
    ACK_BEFORE_RELEASE,
    /** A producer has the turn to claim room; nothing is claimed. */
    RING_TURN_TAKEN,
    /** A claim names its producer; the tail does not count it yet. */
    RING_CLAIMED_BEFORE_TAIL,
    /** A claim at the start of the ring is counted; the padding that leads there is not complete. */
    RING_TAIL_BEFORE_PADDING,
    /** A claim is counted; its producer still has the turn. */
    RING_CLAIMED_IN_TURN,
    /** A record's payload is written; readers do not see it yet. */
    RING_BEFORE_COMMIT,
    /** A record at the start of the ring is complete; the padding that leads there is not. */
    RING_BEFORE_PADDING,
    /** A record is complete and readers see it; the tail does not count it yet. */
    RING_BEFORE_TAIL,
    /** A record is copied out; the head has not moved. */
    RING_READ_BEFORE_HEAD,
    /** A record that is read where it lies belongs to its reader; the head has not moved. */
    RING_TAKEN_BEFORE_HEAD,
    /** A record is complete; sleeping readers were not woken yet. */
    RING_WRITTEN_BEFORE_WAKE,
    /** The head moved; sleeping producers were not woken yet. */
    RING_READ_BEFORE_WAKE,
    /** Half of the next version is written over the version before the present one. */
    CELL_HALF_WRITTEN,
    /** The next version is complete; readers still get the present one. */
    CELL_BEFORE_PUBLISH,
    /** Readers get the next version; who waits for it was not woken yet, and the lock is still held. */
    CELL_PUBLISHED,
    /** Chunks of a map are taken for an entry; nothing is written there, and nothing says whose they are. */
    MAP_ALLOCATED_BEFORE_WRITE,
    /** A map's entry is written; no slot names it. */
    MAP_WRITTEN_BEFORE_SLOT,
    /** A slot of a map was switched, to another entry or to none; the stripe's version is the old one. */
    MAP_SLOT_BEFORE_VERSION,
    /** A stripe's version is the new one; the old entry's chunks are still taken, the new entry is not counted. */
    MAP_VERSION_BEFORE_FREE,
    /** A removed entry's chunks are free; it is still counted. */
    MAP_FREED_BEFORE_COUNT,
    /** Readers of a stripe wait; the entry to be removed is still there. */
    MAP_REMOVING_ODD,
    /** A stripe of a map says that all its entries go; all are there. */
    MAP_CLEARING,
    /** A map's first data file is there; the map does not say so. */
    MAP_FIRST_CREATED,
    /** The next generation of a map has its file; nobody is to go there. */
    MAP_GROW_CREATED,
    /** The next generation of a map is the target; every stripe is in the old one. */
    MAP_GROW_TARGET_SET,
    /** A stripe's entries are in both files; it lives in the old one. */
    MAP_GROW_HALF_COPIED,
    /** A stripe lives in the new file; its version is the old one. */
    MAP_GROW_HOME_SET,
    /** Some stripes of a map live in the new file, others in the old one. */
    MAP_GROW_STRIPE_MOVED,
    /** Every stripe of a map lives in the new file; the old one is still there. */
    MAP_GROW_BEFORE_DELETE,
    /** A map is changed, and its stripe's lock free; those who wait for a change were not woken yet. */
    MAP_BEFORE_WAKE,
    /** An entry of a map has its chunks and its key; its value is not written, and no slot names it. */
    MAP_ENTRY_HALF_WRITTEN,
    /** An entry of a map goes, and another's slot was copied to an earlier place: there are two of it. */
    MAP_SLOT_SHIFTED,
    /** A dead writer's segment has no slot twice; its free bits are half rewritten. */
    MAP_REPAIR_HALF_DONE,
    /** A permit is out of the word; the caller does not have it yet. */
    SEMAPHORE_ACQUIRED,
    /** Permits are back in the word; sleeping waiters were not woken yet. */
    SEMAPHORE_RELEASED_BEFORE_WAKE,
    /** The word says that nobody sleeps; those who fell asleep meanwhile were not woken yet. */
    SEMAPHORE_CLEARED_BEFORE_WAKE,
    /** A table of counts by process says that this one may have a count; it has none yet. */
    SLOT_MARKED_BEFORE_COUNT,
    /** A lease says that this process has the permits; the word still offers them. */
    LEASE_TAKEN_BEFORE_WORD,
    /** A lease gave the permits up; the word does not offer them yet. */
    LEASE_RETURNED_BEFORE_WORD,
    /** A dead process's lease is gone; the word does not offer its permits yet. */
    LEASE_RECLAIMED_BEFORE_WORD,
    /** The word is right again; the guard still counts as inconsistent. */
    LEASE_RECOMPUTED,
    /** The event is set; sleeping waiters were not woken yet. */
    EVENT_SET_BEFORE_WAKE,
    /** The count is zero; sleeping waiters were not woken yet. */
    LATCH_OPEN_BEFORE_WAKE,
    /** A party wrote its name into the list; the list's count does not include it. */
    BARRIER_NAMED_BEFORE_COUNT,
    /** A party is counted; it still has the guard. */
    BARRIER_ARRIVED,
    /** A party is counted and about to wait. */
    BARRIER_BEFORE_WAIT,
    /** All parties are there; the last one is about to run the action. */
    BARRIER_BEFORE_ACTION,
    /** The action is done; nobody was released. */
    BARRIER_AFTER_ACTION,
    /** The list of the arrived is empty; the phase is still the old one. */
    BARRIER_EMPTIED_BEFORE_PHASE,
    /** The next phase began; sleeping parties were not woken yet. */
    BARRIER_TRIPPED_BEFORE_WAKE,
    /** The barrier is broken; the parties that arrived are still counted. */
    BARRIER_BROKEN_BEFORE_EMPTIED,
    /** The barrier is broken and empty; sleeping parties were not woken yet. */
    BARRIER_BROKEN_BEFORE_WAKE,
    /** A reader is counted; it has not looked for a writer since. */
    READ_COUNTED_BEFORE_LOOK,
    /** A reader that waited is counted; it still keeps the writers out. */
    READ_ADMITTED,
    /** The read lock is held and everything about it is written. */
    READ_HELD,
    /** A reader is not counted any more; the writer that waits for it was not woken yet. */
    READ_RELEASED_BEFORE_WAKE,
    /** A writer keeps new readers out; earlier ones may still be in. */
    WRITE_CLAIMED,
    /** The write lock is held and everything about it is written. */
    WRITE_HELD,
    /** The writer says that it is done; it still keeps everybody out. */
    WRITE_DONE_BEFORE_RELEASE,
    /** What a dead writer left is noted; the writers' lock still counts as inconsistent. */
    WRITE_DEATH_NOTED,
    /** A subscriber's file names this process; it has not said anything else. */
    SUBSCRIBER_ATTACHED,
    /** What a subscriber returned was dealt with; its position still lies before it. */
    SUBSCRIBER_BEFORE_COMMIT,
    /** A subscriber's position lies behind what it returned. */
    SUBSCRIBER_COMMITTED,
    /** A queue knows at which message of another one it begins to mirror that; it is not its mirror yet. */
    MIRROR_BASE_SET,
    /** The rules of a queue's retention are taken away; the new ones are not written. */
    RETENTION_HALF_SET,
    /** The shared cursor went past messages that nobody is to take; their files are still there. */
    RETENTION_CURSOR_MOVED,
    /** A log begins at a later cycle; the files of earlier ones are still there. */
    RETENTION_BEFORE_DELETE,
    /** Some files of a log are deleted, others that shall be are not. */
    RETENTION_BETWEEN_FILES,
    /** A pipe that nobody has open is empty; it still counts as one that both ends of were open. */
    PIPE_EMPTIED,
    /** A process has an end of a pipe open; the end does not count as one that was ever open. */
    PIPE_COUNTED_BEFORE_EVER,
    /** A process has an end of a pipe open no more; those who wait at the other end were not told yet. */
    PIPE_CLOSED_BEFORE_WAKE,
    /** An end of a pipe is kept open for another process; the message that says so was not sent yet. */
    PIPE_HANDED_OVER,
    /** An end of a pipe arrived and is open; it is still kept open in the sender's name as well. */
    PIPE_ARRIVED_BEFORE_TICKET,
    /** A message is in the pipe; sleeping receivers were not woken yet. */
    PIPE_SENT_BEFORE_WAKE,
    /** A piece of a large message is in the pipe, the last one is not. */
    PIPE_SENT_A_PIECE,
    /** A piece of a large message is out of the pipe, the last one is not. */
    PIPE_RECEIVED_A_PIECE,
    /** A message is out of the pipe; a sender who sleeps for room was not woken yet. */
    PIPE_RECEIVED_BEFORE_WAKE,
    /** A listener's socket is bound under a temporary name. */
    SOCKET_BOUND,
    /** A listener's socket has its name; the temporary one still exists. */
    SOCKET_NAMED,
    /** The socket file of a dead listener is removed; the lock for that is still held. */
    SOCKET_DEAD_REMOVED,
    /** A connector made a pipe; the listener does not know of it. */
    LINK_OFFERED,
    /** A listener opened the pipe that a connector made; it still has a name, and the connector does not know. */
    LINK_ACCEPTED,
    /** A new object's file is written under its temporary name. */
    CREATE_BEFORE_LINK,
    /** The object has its final name; the temporary name still exists. */
    CREATE_AFTER_LINK,
    /** A thread-table entry names this thread; the kernel does not know it yet. */
    THREAD_BEFORE_LINK,
    /** The kernel marks the thread-table entry when this thread ends; no lock names it yet. */
    THREAD_LINKED,
    /** The kernel does not know the thread-table entry any more; it still names this thread. */
    THREAD_UNLINKED,
    /** The manifest of an archive names a file that is not there or empty. */
    ARCHIVE_SEGMENT_NAMED,
    /** Half of what is to be recorded is in the archive's file, perhaps half a message. */
    ARCHIVE_HALF_COPIED,
    /** The next manifest of an archive is complete; the present one is in its place. */
    ARCHIVE_BEFORE_MANIFEST,
    /** What a list is before a change is written down; nothing is changed. */
    LIST_ANNOUNCED,
    /** A new element of a list is in its map; no order has it. */
    LIST_ELEMENT_ADDED,
    /** An element of a list became another one; nobody was told. */
    LIST_ELEMENT_REPLACED,
    /** The next order of a list is complete; the present one counts. */
    LIST_BEFORE_SWITCH,
    /** The next order of a list counts; elements that are not in it are still in the map. */
    LIST_SWITCHED,
    /** An element that is in no order of a list is removed from its map, others may be still there. */
    LIST_HALF_REMOVED,
    /** What a dead writer left of a list is removed; the list still says that there may be something. */
    LIST_TIDIED_UP,
    /** A change of a list is complete; those who wait for one were not woken yet. */
    LIST_CHANGED_BEFORE_WAKE,
    /** A record of the table of children belongs to a parent; it still tells of an earlier child. */
    CHILD_CLAIMED,
    /** A record of the table of children is complete; the child is not started. */
    CHILD_STARTING,
    /** A child's record says that it runs; it does not say under which owner word. */
    CHILD_JOINED_BEFORE_OWNER,
    /** Why a child fails is written; its length is not. */
    CHILD_REASON_BEFORE_LENGTH,
    /** How a child ended is written; its record says that it runs. */
    CHILD_END_BEFORE_STATE,
    /** A child's record says that it has ended; the parent still keeps it. */
    CHILD_ENDED,
    /** A pool's file has its name; it does not say whose it is. */
    POOL_NAMED_BEFORE_OWNER,
    /** A process-table slot is locked by this process; its identity is not written. */
    SLOT_LOCKED,
    /** A dead process's leftovers are half removed. */
    REAP_HALF_DONE,
    /** A server did what a client asked for; the answer is neither kept nor sent. */
    REMOTE_DONE_BEFORE_ANSWER,
    /** An answer is kept and on its way; the client did not say that it has it. */
    REMOTE_ANSWERED_BEFORE_ACK,
    /** A client has an answer; the server does not know. */
    REMOTE_ARRIVED_BEFORE_ACK,
    /** A session has ended; some of what it held is given back. */
    REMOTE_BETWEEN_HOLDINGS;

    /** Whether this JVM was started with {@code -Dparley.failpoints=true}. */
    public static final boolean ENABLED = Boolean.getBoolean("parley.failpoints");

    private static volatile Handler handler = point -> {};

    /** What to do when a thread passes a failpoint. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Called by the thread that passes {@code point}; may block, throw or kill the process.
         *
         * @param point the place that was reached
         */
        void reached(Failpoint point);
    }

    /** Reports that the calling thread is here; does nothing unless {@link #ENABLED}. */
    public void hit() {
        if (ENABLED) {
            handler.reached(this);
        }
    }

    /**
     * Installs what happens at failpoints in this JVM.
     *
     * @param newHandler the handler
     */
    public static void install(Handler newHandler) {
        handler = newHandler;
    }
}
