package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.sync.BoundedSemaphore;
import io.parley.sync.SharedSemaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley semaphore}. */
@Timeout(120)
class SemaphoreCommandTest extends InADomain {
    @Test
    void shouldShowPermitsAndLeases() throws InterruptedException {
        parley.semaphore("permits", 2).acquire();
        parley.leasedSemaphore("leased", 3).acquire(2);

        assertThat(run("semaphore", "show", "permits").out()).startsWith("permits.sem: 1 of 2 permits\n");
        assertThat(run("semaphore", "show", "leased").out())
                .startsWith("leased.sem: 1 of 3 permits\n")
                .contains("tester");
    }

    @Test
    void shouldLetAWaiterGoOn() throws InterruptedException {
        SharedSemaphore permits = parley.semaphore("permits", 0);
        Thread waiter = new Thread(permits::acquireUninterruptibly);
        waiter.start();
        await().forever().until(() -> run("semaphore", "show", "permits").out().contains("1 waits"));

        CommandRun show = run("semaphore", "show", "permits");
        CommandRun run = run("semaphore", "release", "--yes", "permits");
        waiter.join();

        assertThat(show.out()).contains("parley semaphore release permits.sem adds one");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("release 1 of permits.sem; it is: 0 of 0 permits, 1 waits\n");
        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    void shouldReleaseSeveralAndNoneInADryRun() {
        SharedSemaphore permits = parley.semaphore("permits", 1);

        assertThat(run("semaphore", "release", "--dry-run", "permits", "4").out())
                .isEqualTo("would release 4 of permits.sem; it is: 1 of 1 permits\n");
        assertThat(permits.availablePermits()).isEqualTo(1);
        assertThat(run("semaphore", "release", "permits", "4").exitCode()).isEqualTo(2);
        assertThat(permits.availablePermits()).isEqualTo(1);
        assertThat(run("semaphore", "release", "--yes", "permits", "4").out())
                .endsWith("released 4 of permits.sem: 5 available\n");
        assertThat(permits.availablePermits()).isEqualTo(5);
    }

    @Test
    void shouldRefuseWhatASemaphoreDoesNotAllow() throws InterruptedException {
        BoundedSemaphore bounded = parley.boundedSemaphore("bounded", 2);
        parley.leasedSemaphore("leased", 1).acquire();

        CommandRun many = run("semaphore", "release", "--yes", "bounded");
        CommandRun leased = run("semaphore", "release", "--yes", "leased");

        assertThat(many.exitCode()).isEqualTo(1);
        assertThat(many.err()).contains("no more permits than at the beginning", "initial=2");
        assertThat(leased.exitCode()).isEqualTo(1);
        assertThat(leased.err()).contains("belong to processes", "tester", "next: parley ps");
        assertThat(run("semaphore", "release", "--yes", "bounded", "0").exitCode())
                .isEqualTo(2);
        bounded.acquire();
        assertThat(run("semaphore", "release", "--yes", "bounded").exitCode()).isZero();
        assertThat(bounded.availablePermits()).isEqualTo(2);
    }
}
