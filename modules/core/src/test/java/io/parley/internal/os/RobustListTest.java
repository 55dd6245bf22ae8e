package io.parley.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RobustListTest {
    private static final int PTHREAD_MUTEX_ROBUST = 1;
    private static final int PTHREAD_PRIO_INHERIT = 1;
    private static final int EOWNERDEAD = 130;

    /** The C library's own robust mutexes, which live in the same list. */
    public interface Pthread {
        int pthread_mutexattr_init(long attributes);

        int pthread_mutexattr_setrobust(long attributes, int robust);

        int pthread_mutexattr_setprotocol(long attributes, int protocol);

        int pthread_mutex_init(long mutex, long attributes);

        int pthread_mutex_lock(long mutex);

        int pthread_mutex_unlock(long mutex);

        int pthread_mutex_consistent(long mutex);
    }

    private static final Pthread PTHREAD = LibraryLoader.create(Pthread.class).load("pthread");

    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder());
    private final long address = Libc.addressOf(memory);

    private long entry(int number) {
        return address + number * 64L;
    }

    private int word(int number) {
        return memory.getInt(number * 64);
    }

    private void own(RobustList list, int number) {
        memory.putInt(number * 64, list.threadId());
        list.link(entry(number));
    }

    private long mutex(int number, int protocol) {
        long attributes = address + 2048;
        long mutex = address + 2112 + number * 64L;
        assertThat(PTHREAD.pthread_mutexattr_init(attributes)).isZero();
        assertThat(PTHREAD.pthread_mutexattr_setrobust(attributes, PTHREAD_MUTEX_ROBUST))
                .isZero();
        assertThat(PTHREAD.pthread_mutexattr_setprotocol(attributes, protocol)).isZero();
        assertThat(PTHREAD.pthread_mutex_init(mutex, attributes)).isZero();
        return mutex;
    }

    @Test
    void shouldMarkTheWordsOfAThreadThatEnds() throws Exception {
        int id = Background.call(() -> {
                    RobustList list = RobustList.ofCurrentThread();
                    own(list, 0);
                    own(list, 1);
                    memory.putInt(64, word(1) | RobustList.WAITERS);
                    own(list, 2);
                    list.unlink(entry(2));
                    own(list, 3);
                    memory.putInt(3 * 64, 1);
                    return list.threadId();
                })
                .result();

        await().until(() -> word(0) == RobustList.DIED);
        assertThat(word(1)).isEqualTo(RobustList.DIED | RobustList.WAITERS);
        assertThat(word(2)).as("not in the list").isEqualTo(id);
        assertThat(word(3)).as("not the thread's").isEqualTo(1);
    }

    @Test
    void shouldUnlinkInAnyOrder() throws Exception {
        for (int out = 0; out < 8; out++) {
            int pattern = out;
            Background.run(() -> {
                        RobustList list = RobustList.ofCurrentThread();
                        for (int i = 0; i < 3; i++) {
                            own(list, i);
                        }
                        for (int i = 0; i < 3; i++) {
                            if ((pattern >> i & 1) != 0) {
                                list.unlink(entry(i));
                            }
                        }
                    })
                    .result();

            for (int i = 0; i < 3; i++) {
                int number = i;
                boolean removed = (pattern >> i & 1) != 0;
                if (!removed) {
                    await().until(() -> word(number) == RobustList.DIED);
                }
                assertThat(word(number) == RobustList.DIED).isEqualTo(!removed);
            }
        }
    }

    @Test
    void shouldShareTheListWithTheMutexesOfTheCLibrary() throws Exception {
        long below = mutex(0, 0);
        long between = mutex(1, PTHREAD_PRIO_INHERIT);
        long above = mutex(2, 0);
        Background.run(() -> {
                    RobustList list = RobustList.ofCurrentThread();
                    assertThat(PTHREAD.pthread_mutex_lock(below)).isZero();
                    own(list, 0);
                    assertThat(PTHREAD.pthread_mutex_lock(between)).isZero();
                    own(list, 1);
                    own(list, 2);
                    assertThat(PTHREAD.pthread_mutex_lock(above)).isZero();

                    list.unlink(entry(1));
                    assertThat(PTHREAD.pthread_mutex_unlock(below)).isZero();
                    list.unlink(entry(2));
                })
                .result();

        await().until(() -> word(0) == RobustList.DIED);
        assertThat(word(1)).isNotEqualTo(RobustList.DIED);
        assertThat(word(2)).isNotEqualTo(RobustList.DIED);
        assertThat(PTHREAD.pthread_mutex_lock(below)).as("unlocked").isZero();
        for (long orphaned : new long[] {between, above}) {
            assertThat(PTHREAD.pthread_mutex_lock(orphaned)).isEqualTo(EOWNERDEAD);
            assertThat(PTHREAD.pthread_mutex_consistent(orphaned)).isZero();
            assertThat(PTHREAD.pthread_mutex_unlock(orphaned)).isZero();
        }
        assertThat(PTHREAD.pthread_mutex_unlock(below)).isZero();
    }

    @Test
    void shouldKnowTheThreadByTheKernelsNumber() throws Exception {
        int mine = RobustList.ofCurrentThread().threadId();
        int other =
                Background.call(() -> RobustList.ofCurrentThread().threadId()).result();

        assertThat(mine).isPositive().isNotEqualTo(other);
        assertThat(java.nio.file.Path.of("/proc/self/task/" + mine)).exists();
    }
}
