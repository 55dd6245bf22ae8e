package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.DomainFullException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.collection.SharedMap;
import io.parley.pipe.Pipe;
import io.parley.queue.SharedQueue;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import io.parley.testkit.Script;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Creates one and the same object again and again with more and more pages left on a small file system, in a process of
 * its own because a page that is missing kills one. Arguments: domain, a {@link What}.
 */
final class SmallCreator {
    private static final int PAGE = 4_096;
    private static final int[] PAGES_LEFT = {
        0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 32, 33, 34, 40, 50, 60, 75, 85, 95, 110, 130, 160, 200, 256, 257, 300
    };

    private final Path mount;
    private final Path domain;

    private SmallCreator(Path domain) {
        this.domain = domain;
        this.mount = domain.getParent();
    }

    /** What is created; each uses all that it was promised. */
    enum What {
        VALUE {
            @Override
            SharedObject create(Parley parley) {
                return parley.longValue("object", 1);
            }
        },
        LOCK {
            @Override
            SharedObject create(Parley parley) {
                return parley.lock("object");
            }
        },
        /** A lock and a queue of waiters. */
        FAIR_LOCK {
            @Override
            SharedObject create(Parley parley) {
                SharedLock lock = parley.lock("object", LockOptions.fair());
                lock.lock();
                lock.unlock();
                return lock;
            }
        },
        LEASED_SEMAPHORE {
            @Override
            SharedObject create(Parley parley) {
                LeasedSemaphore semaphore = parley.leasedSemaphore("object", 1);
                assertThat(semaphore.tryAcquire()).isTrue();
                semaphore.release();
                return semaphore;
            }
        },
        /** Two copies of it. */
        TEXT {
            @Override
            SharedObject create(Parley parley) {
                SharedText text = parley.text("object", 50_000);
                text.set("x".repeat(50_000));
                text.set("y".repeat(50_000));
                return text;
            }
        },
        SMALL_ARRAY {
            @Override
            SharedObject create(Parley parley) {
                SharedIntArray array = parley.intArray("object", 10_000);
                array.fill(1);
                return array;
            }
        },
        /** Its blocks are reserved in another way. */
        LARGE_ARRAY {
            @Override
            SharedObject create(Parley parley) {
                SharedLongArray array = parley.longArray("object", 131_072);
                array.fill(1);
                return array;
            }
        },
        PIPE {
            @Override
            SharedObject create(Parley parley) {
                Pipe<String> pipe = parley.pipe("object", Codecs.utf8(), options -> options.capacity(4_096));
                try {
                    for (int i = 0; i < 10; i++) {
                        pipe.first().send("x".repeat(1_000));
                        pipe.second().receive();
                    }
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
                return pipe;
            }
        },
        /** Two files; and room to grow is promised to nobody. */
        MAP {
            @Override
            SharedObject create(Parley parley) {
                SharedMap<Long, Long> map = parley.map("object", Codecs.int64(), Codecs.int64());
                map.put(1L, 1L);
                assertThat(map).hasSize(1);
                return map;
            }
        },
        QUEUE {
            @Override
            SharedObject create(Parley parley) {
                SharedQueue<String> queue = parley.queue("object", Codecs.utf8(), o -> o.latency(true));
                try {
                    queue.add("message");
                    assertThat(queue.poll()).isEqualTo("message");
                } catch (DomainFullException noRoomForAMessage) {
                    assertThat(queue.appended()).isZero();
                }
                return queue;
            }
        };

        abstract SharedObject create(Parley parley);
    }

    public static void main(String[] args) throws IOException {
        SmallCreator creator = new SmallCreator(Path.of(args[0]));
        What what = What.valueOf(args[1]);
        StringJoiner outcomes = new StringJoiner(", ");
        try (Parley parley = Domains.open(creator.domain, "creator")) {
            what.create(parley).delete(); // what is loaded first would count
            long free = usable(creator.mount);
            for (int pages : PAGES_LEFT) {
                creator.awaitUsable(free);
                outcomes.add(pages + (creator.attempt(parley, what, pages) ? " yes" : " no"));
            }
        }
        Script.report("outcomes", outcomes);
    }

    private boolean attempt(Parley parley, What what, int pages) throws IOException {
        Path filler = leave(mount, pages);
        Map<String, String> before = Domains.listing(domain);
        try {
            SharedObject object = what.create(parley);
            object.delete();
            object.close();
            return true;
        } catch (DomainFullException e) {
            assertThat(e).hasMessageContaining("No space left on device").hasMessageContaining(domain.toString());
            return false;
        } finally {
            Files.delete(filler);
            assertThat(Domains.listing(domain)).as("after %d pages", pages).isEqualTo(before);
        }
    }

    /** Fills the file system except for so many pages. */
    static Path leave(Path mount, int pages) throws IOException {
        Path filler = mount.resolve("filler");
        Files.deleteIfExists(filler);
        Files.write(filler, new byte[Math.toIntExact(usable(mount) - (long) pages * PAGE)]);
        assertThat(usable(mount)).isEqualTo((long) pages * PAGE);
        return filler;
    }

    private static long usable(Path mount) throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    /** A deleted file's blocks come back when nobody has it mapped any more, and only the collector unmaps. */
    private void awaitUsable(long free) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Domains.HANG)
                .until(() -> {
                    System.gc();
                    return usable(mount) >= free;
                });
    }
}
