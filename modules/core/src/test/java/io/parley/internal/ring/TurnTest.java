package io.parley.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnTest {
    @TempDir
    Path directory;

    private final Mortals mortals = new Mortals();
    private final Turn.Seat seat = new Turn.Seat();
    private Memory memory;

    @BeforeEach
    void open() throws Exception {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("turn"), 8));
    }

    private Turn each(int slot) {
        return Turn.each(memory, 0, mortals.of(slot));
    }

    private Turn kept(int slot, Turn.Seat of) {
        return Turn.kept(memory, 0, mortals.of(slot), of, () -> {});
    }

    private static <T> T inAnotherThread(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "another");
        thread.start();
        thread.join();
        return task.get();
    }

    @Test
    void shouldGoFromHandToHand() {
        assertThat(each(1).tryEnter()).isTrue();
        assertThat(each(2).tryEnter()).isFalse();

        each(1).leave();

        assertThat(each(2).tryEnter()).isTrue();
    }

    @Test
    void shouldPassOnWhenItsHolderDies() {
        each(1).tryEnter();
        mortals.kill(1);

        assertThat(each(2).tryEnter()).isTrue();
        assertThat(each(3).tryEnter()).isFalse();
    }

    @Test
    void shouldBeKeptByOneThreadOfOneProcess() throws Exception {
        Turn turn = kept(1, seat);
        Turn otherHandle = kept(1, seat);
        Turn otherProcess = kept(2, new Turn.Seat());

        assertThat(turn.tryEnter()).isTrue();
        turn.leave();
        assertThat(turn.tryEnter()).isTrue();
        assertThat(otherHandle.tryEnter()).isTrue();
        assertThatThrownBy(() -> inAnotherThread(turn::tryEnter)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(otherProcess::tryEnter)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("process in slot 1");
    }

    @Test
    void shouldBeFreeWhenGivenUpByItsKeeper() throws Exception {
        Turn turn = kept(1, seat);
        Turn otherProcess = kept(2, new Turn.Seat());
        turn.tryEnter();

        inAnotherThread(() -> {
            turn.giveUp();
            return null;
        });
        assertThatThrownBy(otherProcess::tryEnter).isInstanceOf(IllegalStateException.class);
        turn.giveUp();

        assertThat(otherProcess.tryEnter()).isTrue();
    }

    @Test
    void shouldPassOnWhenItsKeeperEnds() throws Exception {
        Turn turn = kept(1, seat);
        assertThat(inAnotherThread(turn::tryEnter)).isTrue();

        assertThat(turn.tryEnter()).isTrue();
        mortals.kill(1);
        assertThat(kept(2, new Turn.Seat()).tryEnter()).isTrue();
    }

    @Test
    void shouldNotBeUsedThroughAHandleThatGaveItUp() {
        Turn turn = kept(1, seat);
        turn.tryEnter();
        turn.giveUp();
        kept(2, new Turn.Seat()).tryEnter();

        assertThatThrownBy(turn::tryEnter).isInstanceOf(IllegalStateException.class);
    }
}
