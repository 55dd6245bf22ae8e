package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.OwnershipLostException;
import io.parley.internal.live.OtherProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeaseTest {
    @TempDir
    Path directory;

    private LockFixture domain;
    private SharedLock lock;

    @BeforeEach
    void open() throws IOException {
        domain = new LockFixture(directory);
        lock = domain.lock;
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldHoldTheLockUntilItIsClosed() throws Exception {
        try (Lease lease = lock.acquire()) {
            assertThat(lease.stillHeld()).isTrue();
            assertThat(lease.token()).isEqualTo(1).isEqualTo(lock.token());
            assertThat(lease.recovered()).isFalse();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            assertThat(lease).hasToString("Lease(token=1, recovered=false)");
        }

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldHaveALargerTokenThanEveryLeaseBefore() throws Exception {
        long last = 0;
        for (int i = 0; i < 10; i++) {
            try (Lease waited = lock.acquire()) {
                assertThat(waited.token()).isGreaterThan(last);
                last = waited.token();
            }
            try (Lease timed = lock.acquire(Duration.ofSeconds(1))) {
                assertThat(timed.token()).isGreaterThan(last);
                last = timed.token();
            }
            try (Lease tried = lock.tryAcquire().orElseThrow()) {
                assertThat(tried.token()).isGreaterThan(last);
                last = tried.token();
            }
        }
    }

    @Test
    void shouldNotBeAcquiredWhileAnotherHasOne() throws Exception {
        Lease lease = lock.acquire();

        assertThat(Background.call(lock::tryAcquire).result()).isEmpty();

        lease.close();
        assertThat(Background.call(lock::tryAcquire).result()).isPresent();
    }

    @Test
    void shouldBeClosedOnce() throws Exception {
        Lease outer = lock.acquire();
        Lease inner = lock.acquire();
        assertThat(inner.token()).isEqualTo(outer.token());

        inner.close();
        inner.close();

        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(inner.stillHeld()).isFalse();
        assertThat(outer.stillHeld()).isTrue();
        assertThat(inner).hasToString("Lease(token=1, recovered=false, closed)");
        outer.close();
        outer.close();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldBeClosedByItsHolderOnly() throws Exception {
        Lease lease = lock.acquire();

        assertThat(Background.run(lease::close).failure())
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(lock.path().toString());

        assertThat(lease.stillHeld()).isTrue();
        assertThat(Background.call(lease::stillHeld).result()).isFalse();
        lease.close();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldEndWithItsHoldAndNotWithALaterOne() throws Exception {
        Lease lease = lock.acquire();
        lock.unlock();
        assertThat(lease.stillHeld()).isFalse();
        assertThatThrownBy(lease::close).isInstanceOf(IllegalMonitorStateException.class);

        lock.lock();

        assertThat(lease.stillHeld()).as("the token is another").isFalse();
    }

    @Test
    void shouldSayThatItsPredecessorDied() throws Exception {
        domain.heldByAnother().kill();

        try (Lease lease = lock.acquire()) {
            assertThat(lease.recovered()).isTrue();
            assertThat(lease).hasToString("Lease(token=1, recovered=true)");
        }
        try (Lease next = lock.acquire()) {
            assertThat(next.recovered()).as("nobody repaired").isTrue();
            next.markConsistent();
            assertThat(next.recovered()).as("how it began").isTrue();
        }
        try (Lease last = lock.acquire()) {
            assertThat(last.recovered()).isFalse();
        }
    }

    @Test
    void shouldNotDeclareDataInOrderThatAnotherGuards() throws Exception {
        domain.heldByAnother().kill();
        Lease lease = lock.acquire();

        assertThat(Background.run(lease::markConsistent).failure()).isInstanceOf(IllegalMonitorStateException.class);

        lease.close();
        assertThatThrownBy(lease::markConsistent).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(domain.word()).isEqualTo(LockFixture.INCONSISTENT);
    }

    @Test
    void shouldOutliveTheHandleItCameFrom() throws Exception {
        SharedLock second = domain.parley.lock("book");
        Lease lease = second.acquire();

        second.close();

        assertThat(lease.stillHeld()).isTrue();
        lease.close();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldSayThatTheLockWasLostWithTheDomain() throws Exception {
        Lease lease = lock.acquire();
        OtherProcess successor = domain.join("successor");
        domain.parley.close();
        assertThat(successor.table().isAlive(domain.word())).isFalse();
        domain.words.putIntVolatile(LockFixture.WORD, successor.owner());

        assertThatThrownBy(lease::close)
                .isInstanceOf(OwnershipLostException.class)
                .hasMessageContaining(lock.path().toString())
                .hasMessageContaining("Was the domain closed under a holder?");

        assertThat(domain.word()).isEqualTo(successor.owner());
    }

    @Test
    void shouldBeGivenBackAfterTheDomainWasClosedIfNobodyTookIt() throws Exception {
        Lease lease = lock.acquire();
        domain.parley.close();

        lease.close();

        assertThat(domain.word()).isZero();
    }
}
