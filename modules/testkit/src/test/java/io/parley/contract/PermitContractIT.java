package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.SharedSemaphore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Semaphores of each sort between two parties. */
@Timeout(120)
class PermitContractIT extends PairContract {
    private Objects my;

    /** One of each sort. */
    record Objects(SharedSemaphore plain, BoundedSemaphore bounded, LeasedSemaphore leased) {
        static Objects open(Parley parley) {
            return new Objects(
                    parley.semaphore("plain", 1),
                    parley.boundedSemaphore("bounded", 1),
                    parley.leasedSemaphore("leased", 1));
        }

        SharedSemaphore named(String name) {
            return switch (name) {
                case "plain" -> plain;
                case "bounded" -> bounded;
                default -> leased;
            };
        }
    }

    /** The other party. */
    static final class Party extends Steps {
        private Objects objects;

        @Override
        void open(Parley parley) {
            objects = Objects.open(parley);
        }

        @Override
        Object step(String name) throws InterruptedException {
            String[] words = name.split(" ");
            SharedSemaphore semaphore = objects.named(words[1]);
            switch (words[0]) {
                case "acquire" -> semaphore.acquire();
                case "try" -> {
                    return semaphore.tryAcquire();
                }
                default -> semaphore.release();
            }
            return true;
        }
    }

    @Override
    Class<? extends Steps> steps() {
        return Party.class;
    }

    @Override
    void open() {
        my = Objects.open(parley);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReturnALeasedPermitWhateverBecomesOfItsHolder(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("acquire leased")).isEqualTo("true");
        assertThat(my.leased.tryAcquire(MOMENT)).isFalse();
        assertThat(my.leased.holders())
                .singleElement()
                .satisfies(hold -> assertThat(hold.pid()).isEqualTo(peer.pid()));

        letGo("release leased");

        assertThat(my.leased.tryAcquire(HANG)).isTrue();
        assertThat(my.leased.availablePermits()).isZero();
        my.leased.release();
        assertThatIllegalStateException().isThrownBy(my.leased::release);
        assertThat(my.leased.availablePermits()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLosePermitsWithoutAnOwnerWithTheDeadOnly(Way way) throws Exception {
        begin(way);
        for (String sort : new String[] {"plain", "bounded"}) {
            assertThat(my.named(sort).tryAcquire()).isTrue();
            assertThat(peer.run("try " + sort)).isEqualTo("false");
            assertThat(peer.run("release " + sort)).as("anybody may").isEqualTo("true");
            assertThat(peer.run("acquire " + sort)).isEqualTo("true");
        }
        if (isKilled()) {
            peer.close();
            assertThat(my.plain.tryAcquire(MOMENT)).isFalse();
            my.plain.release();
            my.bounded.release();
        } else {
            assertThat(peer.run("release plain")).isEqualTo("true");
            assertThat(peer.run("release bounded")).isEqualTo("true");
            assertThat(peer.run("release bounded")).isEqualTo("IllegalStateException");
        }
        assertThatIllegalStateException().isThrownBy(my.bounded::release);
        assertThat(my.plain.tryAcquire()).isTrue();
        assertThat(my.bounded.tryAcquire()).isTrue();
        my.plain.release();
        my.bounded.release();
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeAWaiterOrForgetIt(Way way) throws Exception {
        for (String sort : new String[] {"plain", "leased"}) {
            if (peer == null) {
                begin(way);
            }
            SharedSemaphore semaphore = my.named(sort);
            semaphore.acquire();
            peer.startAndSleep("acquire " + sort);
            if (isKilled()) {
                peer.close();
                semaphore.release();
                assertThat(semaphore.tryAcquire()).as(sort).isTrue();
                semaphore.release();
                end();
            } else {
                semaphore.release();
                assertThat(peer.result()).isEqualTo("true");
                assertThat(semaphore.tryAcquire()).isFalse();
                assertThat(peer.run("release " + sort)).isEqualTo("true");
                await().atMost(HANG).until(() -> semaphore.availablePermits() == 1);
            }
        }
    }
}
