package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.ManagedEvent;
import io.parley.sync.ManagedSemaphore;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedSemaphore;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import io.parley.value.SharedLong;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What threads of the server's host change is noticed by requests that wait, each time: every step of one side needs
 * that the other one noticed the step before.
 */
@Timeout(300)
class WakeUpTest extends SyncContract {
    private static final int STEPS = 400;

    @Override
    boolean isLocal() {
        return false;
    }

    /** All kinds at once, so that lines come and go while others are waited in. */
    @Test
    void shouldNoticeEveryChangeOfTheServersHost() throws Exception {
        List<Task<?>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Manager client = newManager();
            String name = "w" + i;
            all.addAll(queue(client, name));
            all.addAll(transientQueue(client, name));
            all.addAll(semaphore(client, name));
            all.addAll(value(client, name));
            all.addAll(event(client, name));
            all.add(start(() -> latches(client, name)));
        }

        for (Task<?> each : all) {
            each.get();
        }

        assertThat(all).allMatch(Task::isDone);
    }

    private static SplittableRandom random(String purpose) {
        return new SplittableRandom(Seeds.derive(purpose));
    }

    /** Gives the others a chance, or not, before the next step. */
    private static void dawdle(SplittableRandom random) {
        for (int i = random.nextInt(20); i > 15; i--) {
            Thread.yield();
        }
    }

    private static Task<Void> steps(String purpose, Callable<Void> step) {
        SplittableRandom random = random(purpose);
        return start(() -> {
            for (int i = 0; i < STEPS; i++) {
                dawdle(random);
                step.call();
            }
            return null;
        });
    }

    /** There and back; the way back is full as soon as one is on it. */
    private List<Task<Void>> queue(Manager client, String name) {
        SharedQueue<String> there = parley.queue(name + "-there", Codecs.utf8());
        SharedQueue<String> back = parley.queue(name + "-back", Codecs.utf8(), o -> o.capacity(1));
        ManagedQueue<String> thereFromAfar = client.queue(name + "-there", Codecs.utf8());
        ManagedQueue<String> backFromAfar = client.queue(name + "-back", Codecs.utf8(), o -> o.capacity(1));
        return List.of(
                steps(name + "-queue", () -> {
                    there.put("x");
                    back.take();
                    return null;
                }),
                steps(name + "-queue-from-afar", () -> {
                    thereFromAfar.take();
                    backFromAfar.put("y");
                    return null;
                }));
    }

    private List<Task<Void>> transientQueue(Manager client, String name) {
        TransientQueue<String> there = parley.transientQueue(name + "-ring", Codecs.utf8());
        ManagedTransientQueue<String> fromAfar = client.transientQueue(name + "-ring", Codecs.utf8());
        SharedSemaphore noticed = parley.semaphore(name + "-ring-noticed", 0);
        return List.of(
                steps(name + "-ring", () -> {
                    there.put("x");
                    noticed.acquire();
                    return null;
                }),
                steps(name + "-ring-from-afar", () -> {
                    fromAfar.take();
                    noticed.release();
                    return null;
                }));
    }

    /** Two who want different numbers of permits, and somebody who gives them one by one. */
    private List<Task<Void>> semaphore(Manager client, String name) throws Exception {
        SharedSemaphore here = parley.semaphore(name, 0);
        ManagedSemaphore fromAfar = client.semaphore(name, 0);
        ManagedSemaphore fromElsewhere = newManager().semaphore(name, 0);
        return List.of(
                steps(name + "-permits", () -> {
                    for (int i = 0; i < 5; i++) {
                        here.release();
                    }
                    return null;
                }),
                steps(name + "-wants-three", () -> {
                    fromAfar.acquire(3);
                    return null;
                }),
                steps(name + "-wants-two", () -> {
                    fromElsewhere.acquire(2);
                    return null;
                }));
    }

    private List<Task<Void>> value(Manager client, String name) {
        SharedLong here = parley.longValue(name);
        ManagedLong fromAfar = client.longValue(name);
        AtomicLong seen = new AtomicLong();
        SharedSemaphore noticed = parley.semaphore(name + "-value-noticed", 0);
        return List.of(
                steps(name + "-value", () -> {
                    here.getAndAdd(1);
                    noticed.acquire();
                    return null;
                }),
                steps(name + "-value-from-afar", () -> {
                    assertThat(fromAfar.awaitChange(seen.get(), LONG)).isTrue();
                    seen.set(fromAfar.get());
                    noticed.release();
                    return null;
                }));
    }

    /** Pulses: set and cleared at once. */
    private List<Task<Void>> event(Manager client, String name) {
        SharedEvent here = parley.event(name);
        ManagedEvent fromAfar = client.event(name);
        AtomicLong epoch = new AtomicLong(here.epoch());
        SharedSemaphore noticed = parley.semaphore(name + "-event-noticed", 0);
        return List.of(
                steps(name + "-event", () -> {
                    here.set();
                    here.clear();
                    noticed.acquire();
                    return null;
                }),
                steps(name + "-event-from-afar", () -> {
                    epoch.set(fromAfar.awaitEpochAfter(epoch.get()));
                    noticed.release();
                    return null;
                }));
    }

    /** A new one each time, which is a new line each time. */
    private Void latches(Manager client, String name) throws Exception {
        SplittableRandom random = random(name + "-latches");
        for (int i = 0; i < STEPS / 4; i++) {
            String latch = name + "-" + i;
            Task<Boolean> waiting = start(() -> client.latch(latch, 1).await(LONG));
            dawdle(random);
            parley.latch(latch, 1).countDown();
            assertThat(waiting.get()).isTrue();
        }
        return null;
    }
}
