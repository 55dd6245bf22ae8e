package io.parley.internal.live;

import io.parley.internal.memory.ObjectHeader;

/**
 * {@code domain.parley} behind the object header.
 *
 * <pre>
 *   128  boot id hash        8   of the boot the clock offset belongs to
 *   136  clock offset        8   epoch ns minus monotonic ns
 *   144  deaths              8   dead processes reaped since the domain was created
 *   152  (zero)            104
 *   256  slot 1            128
 *   384  slot 2            128   ... up to slot 1,023
 * 131200  threads       262144   see {@link ThreadLayout}
 * </pre>
 *
 * One slot:
 *
 * <pre>
 *     0  state               4   FREE, LIVE or EXITING
 *     4  generation          4   1 .. 2^20-1, next one with every incarnation
 *     8  incarnation         8   random
 *    16  pid                 8   for people
 *    24  start time          8   clock ticks after boot, from /proc/self/stat; for people
 *    32  pid namespace       8   inode; for people
 *    40  opened at           8   epoch ns; for people
 *    48  name length         4
 *    52  name               76   UTF-8
 * </pre>
 *
 * The kernel holds a write lock on the slot's first byte for as long as its process lives. The second byte is locked by
 * whoever reaps the slot. Byte 128 of the file is the name lock.
 */
final class SlotLayout {
    static final int SLOTS = 1_023;
    static final int BOOT_ID = ObjectHeader.LENGTH;
    static final int CLOCK_OFFSET = BOOT_ID + 8;
    static final int DEATHS = BOOT_ID + 16;
    static final int FIRST_SLOT = 256;
    static final int SLOT_LENGTH = 128;
    static final int THREADS = FIRST_SLOT + SLOTS * SLOT_LENGTH;
    static final int FILE_LENGTH = THREADS + ThreadLayout.LENGTH;

    static final int STATE = 0;
    static final int GENERATION = 4;
    static final int INCARNATION = 8;
    static final int PID = 16;
    static final int START_TIME = 24;
    static final int PID_NAMESPACE = 32;
    static final int OPENED_AT = 40;
    static final int NAME_LENGTH = 48;
    static final int NAME = 52;
    static final int NAME_MAX = SLOT_LENGTH - NAME;

    static final int FREE = 0;
    static final int LIVE = 1;
    /** Still alive if its byte is locked, but on its way out in good order. */
    static final int EXITING = 2;

    /** The byte locked by whoever removes names from the domain. */
    static final long NAME_LOCK_BYTE = ObjectHeader.LENGTH;

    private SlotLayout() {}

    /** Where a slot's record starts; also the byte its process keeps locked. */
    static int offset(int slot) {
        return FIRST_SLOT + (slot - 1) * SLOT_LENGTH;
    }

    /** The byte locked by whoever cleans up after the slot's dead process. */
    static long reapByte(int slot) {
        return offset(slot) + 1L;
    }
}
