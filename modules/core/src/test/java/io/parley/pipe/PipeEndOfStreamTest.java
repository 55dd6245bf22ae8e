package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.internal.pipe.OtherUser;
import io.parley.internal.pipe.PipeLayout;
import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeEndOfStreamTest extends PipeFixture {
    private PipeConnection<String> open(End end) {
        return parley.connection("p", Codecs.utf8(), end);
    }

    @Test
    void shouldEndBehindTheLastMessage() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);
        PipeConnection<String> sender = open(End.SECOND);
        PipeConnection<String> other = open(End.SECOND);
        sender.send("one");
        sender.close();
        other.send("two");

        assertThat(receiver.receive()).isEqualTo("one");
        other.close();
        assertThat(receiver.poll()).isTrue();
        assertThat(receiver.receive()).isEqualTo("two");
        assertThat(receiver.poll()).isTrue();
        assertThat(receiver.poll(Duration.ofDays(1))).isTrue();
        assertThat(receiver.isReady()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(receiver::receive).isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> receiver.receive(Duration.ZERO)).isInstanceOf(EOFException.class);
        assertThat(receiver.discardNext()).isFalse();
    }

    @Test
    void shouldNotEndBeforeItBegan() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);

        assertThat(receiver.poll()).isFalse();
        assertThat(receiver.isReady()).isFalse();
        Background<String> waiting = Background.call(receiver::receive).awaitAsleep();
        open(End.SECOND).send("at last");

        assertThat(waiting.result()).isEqualTo("at last");
    }

    @Test
    void shouldWakeWhoWaitsAtTheEnd() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);
        PipeConnection<String> sender = open(End.SECOND);
        Background<String> receiving = Background.call(receiver::receive).awaitAsleep();
        Background<Boolean> polling = Background.call(() -> receiver.poll(LONG)).awaitAsleep();

        sender.close();

        assertThat(receiving.failure()).isInstanceOf(EOFException.class);
        assertThat(polling.result()).isTrue();
    }

    @Test
    void shouldGoOnWhenSomebodyOpensTheEndAgain() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);
        open(End.SECOND).close();
        assertThatThrownBy(receiver::receive).isInstanceOf(EOFException.class);

        PipeConnection<String> sender = open(End.SECOND);

        assertThat(receiver.receive(Duration.ZERO)).isEmpty();
        sender.send("more");
        assertThat(receiver.receive()).isEqualTo("more");
    }

    @Test
    void shouldKeepMessagesForAnEndThatNobodyOpenedYet() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (PipeConnection<String> sender = open(End.SECOND)) {
                sender.send("early " + i);
            }
        }
        PipeConnection<String> receiver = open(End.FIRST);

        assertThat(receiver.receive()).isEqualTo("early 0");
        assertThat(receiver.receive()).isEqualTo("early 1");
        assertThatThrownBy(receiver::receive).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldBeAsNewWhenNobodyHasItOpenAnyMore() throws Exception {
        try (Pipe<String> used = parley.pipe("p", Codecs.utf8())) {
            used.first().send("left over");
            used.second().send("left over");
        }
        PipeConnection<String> receiver = open(End.FIRST);

        assertThat(receiver.poll()).isFalse();
        PipeConnection<String> sender = open(End.SECOND);
        assertThat(sender.poll()).isFalse();
        sender.send("new");
        assertThat(receiver.receive()).isEqualTo("new");
    }

    @Test
    void shouldBreakWhenTheReceiverIsGone() throws Exception {
        PipeConnection<String> sender = open(End.SECOND);
        sender.send("nobody is there yet");
        PipeConnection<String> receiver = open(End.FIRST);
        sender.send("somebody is");
        receiver.close();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sender.send("nobody any more"))
                    .isInstanceOf(BrokenPipeException.class)
                    .hasMessageContaining(sender.path().toString());
        }
        PipeConnection<String> next = open(End.FIRST);
        sender.send("somebody again");
        assertThat(next.receive()).isEqualTo("nobody is there yet");
        assertThat(next.receive()).isEqualTo("somebody is");
        assertThat(next.receive()).isEqualTo("somebody again");
    }

    @Test
    void shouldBreakForWhoWaitsForRoom() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        Background<Void> small = Background.run(() -> {
                    while (true) {
                        pipe.second().send(new byte[1_000]);
                    }
                })
                .awaitAsleep();
        pipe.first().close();

        assertThat(small.failure()).isInstanceOf(BrokenPipeException.class);
    }

    @Test
    void shouldNotCountTheDead() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);
        OtherUser dead = OtherUser.join(receiver.path()).open(PipeLayout.SECOND);
        dead.sendAndKeepLock(PipeLayout.FIRST, "last words");
        Background<Optional<String>> waiting = Background.call(() -> {
            assertThat(receiver.receiveBytes()).asString().isEqualTo("last words");
            return receiver.receive(LONG);
        });
        waiting.awaitAsleep();

        dead.kill();

        assertThat(waiting.failure()).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldNoticeTheDeadWithoutWaiting() throws Exception {
        PipeConnection<String> first = open(End.FIRST);
        OtherUser dead = OtherUser.join(first.path()).open(PipeLayout.SECOND);
        first.send("one");
        assertThat(first.poll()).isFalse();

        dead.kill();

        await().until(first::poll);
        await().until(first::isReady);
        await().untilAsserted(
                        () -> assertThatThrownBy(() -> first.send("two")).isInstanceOf(BrokenPipeException.class));
    }

    @Test
    void shouldLetTheLivingOpenWhatTheDeadUsedUp() throws Exception {
        PipeConnection<String> early = open(End.FIRST);
        OtherUser dead = OtherUser.join(early.path()).open(PipeLayout.FIRST).open(PipeLayout.SECOND);
        early.close();
        dead.sendAndKeepLock(PipeLayout.FIRST, "left over");
        dead.kill();

        PipeConnection<String> receiver = open(End.FIRST);

        assertThat(receiver.poll()).isFalse();
        open(End.SECOND).send("new");
        assertThat(receiver.receive()).isEqualTo("new");
    }

    @Test
    void shouldNotEndWhileAnEndMovesBetweenProcesses() throws Exception {
        PipeConnection<String> receiver = open(End.FIRST);
        PipeConnection<String> mine = open(End.SECOND);
        OtherUser other = OtherUser.join(receiver.path());
        AtomicBoolean moved = new AtomicBoolean();
        Background<Integer> watching = Background.call(() -> {
            int looks = 0;
            while (!moved.get()) {
                assertThat(receiver.poll()).as("ended").isFalse();
                looks++;
            }
            return looks;
        });
        for (int i = 0; i < 400 && !watching.isDone(); i++) {
            other.open(PipeLayout.SECOND);
            mine.close();
            mine = open(End.SECOND);
            other.close(PipeLayout.SECOND);
        }
        moved.set(true);

        assertThat(watching.result()).isPositive();
        mine.close();
        assertThat(receiver.poll()).isTrue();
    }
}
