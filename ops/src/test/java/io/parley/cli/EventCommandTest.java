package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sync.SharedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley event}. */
@Timeout(120)
class EventCommandTest extends InADomain {
    @Test
    void shouldSetAndClearAnEvent() {
        SharedEvent start = parley.event("start");

        assertThat(run("event", "show", "start").out()).startsWith("start.event: clear\n");
        assertThat(run("event", "set", "--yes", "start").out())
                .isEqualTo(lines("set start.event; it is: clear", "set start.event"));
        assertThat(start.isSet()).isTrue();
        assertThat(run("event", "show", "start").out()).startsWith("start.event: set\n");
        assertThat(run("event", "clear", "--yes", "start").out())
                .isEqualTo(lines("clear start.event; it is: set", "cleared start.event"));
        assertThat(start.isSet()).isFalse();
    }

    @Test
    void shouldLetWaitersGoOn() throws InterruptedException {
        SharedEvent start = parley.event("start");
        Thread waiter = new Thread(() -> {
            try {
                start.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();

        run("event", "set", "--yes", "start");

        waiter.join();
        assertThat(start.isSet()).isTrue();
    }

    @Test
    void shouldChangeNothingInADryRunOrIfNobodyCanBeAsked() {
        SharedEvent start = parley.event("start");

        assertThat(run("event", "set", "--dry-run", "start").out()).isEqualTo("would set start.event; it is: clear\n");
        assertThat(run("event", "set", "start").exitCode()).isEqualTo(2);
        assertThat(run("event", "set", "none").exitCode()).isEqualTo(4);
        assertThat(start.isSet()).isFalse();
    }
}
