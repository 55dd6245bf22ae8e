package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WaitBoardTest {
    private static final byte[] BOOK = "book.lock".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final List<OtherProcess> others = new ArrayList<>();
    private Parley founder;
    private Path file;

    @BeforeEach
    void found() throws IOException {
        founder = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        file = TestFiles.zeros(directory.resolve("waits"), WaitBoardLayout.FILE_LENGTH);
    }

    @AfterEach
    void close() {
        others.forEach(OtherProcess::close);
        founder.close();
    }

    private OtherProcess join() throws IOException {
        OtherProcess other = OtherProcess.join(founder.directory(), "p" + others.size());
        others.add(other);
        return other;
    }

    private WaitBoard board(OtherProcess process) throws IOException {
        return new WaitBoard(TestFiles.map(file), process.table());
    }

    @Test
    void shouldShowWhatWasNotedUntilItIsCleared() throws Exception {
        OtherProcess sleeper = join();
        WaitBoard board = board(sleeper);
        WaitBoard seen = board(join());
        Thread.currentThread().setName("a name of ünusual length " + "x".repeat(100));

        int entry = board.note(WaitReason.LOCK, BOOK, 128, 4711);

        assertThat(seen.read()).singleElement().satisfies(note -> {
            assertThat(note.owner()).isEqualTo(sleeper.owner());
            assertThat(note.threadId()).isEqualTo(Thread.currentThread().getId());
            assertThat(note.threadName()).startsWith("a name of ünusual").endsWith("xx");
            assertThat(note.sinceNs()).isEqualTo(4711);
            assertThat(note.reason()).isEqualTo(WaitReason.LOCK);
            assertThat(note.offset()).isEqualTo(128);
            assertThat(note.object()).isEqualTo("book.lock");
        });
        board.clear(entry);
        assertThat(seen.read()).isEmpty();
    }

    @Test
    void shouldPassOverNotesOfTheDeadAndWriteOverThemWhenFull() throws Exception {
        OtherProcess dead = join();
        WaitBoard theirs = board(dead);
        WaitBoard mine = board(join());
        for (int i = 0; i < WaitBoardLayout.ENTRIES; i++) {
            assertThat(theirs.note(WaitReason.CHANGE, BOOK, i, 1)).isNotEqualTo(WaitBoard.NOT_NOTED);
        }
        assertThat(mine.isFull()).isTrue();
        assertThat(mine.read()).hasSize(WaitBoardLayout.ENTRIES);
        assertThat(mine.note(WaitReason.LOCK, BOOK, 7, 2)).as("no room").isEqualTo(WaitBoard.NOT_NOTED);

        dead.kill();

        assertThat(mine.read()).isEmpty();
        assertThat(mine.note(WaitReason.LOCK, BOOK, 7, 2)).isNotEqualTo(WaitBoard.NOT_NOTED);
        assertThat(mine.read())
                .singleElement()
                .extracting(WaitBoard.Note::offset)
                .isEqualTo(7);
    }

    @Test
    void shouldNotShowAnEntryThatItsWriterLeftHalfWritten() throws Exception {
        OtherProcess writer = join();
        WaitBoard board = board(writer);
        Memory words = TestFiles.map(file);
        int at = WaitBoardLayout.at(board.note(WaitReason.LOCK, BOOK, 128, 1));

        words.getAndAddInt(at + WaitBoardLayout.VERSION, 1);

        assertThat(board.read()).as("version is odd").isEmpty();
        words.putInt(WaitBoardLayout.at(300) + WaitBoardLayout.OWNER, writer.owner());
        assertThat(board.read()).as("claimed, never written").isEmpty();
    }

    @Test
    void shouldNeverShowAMixtureOfTwoNotes() throws Exception {
        WaitBoard board = board(join());
        WaitBoard reader = board(join());
        AtomicBoolean stop = new AtomicBoolean();
        List<Background<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 2; w++) {
            writers.add(Background.run(() -> {
                for (int i = 1; !stop.get(); i++) {
                    byte[] object = ("object-" + i).getBytes(StandardCharsets.UTF_8);
                    board.clear(board.note(WaitReason.CHANGE, object, i, i));
                }
            }));
        }
        int whole = 0;
        while (whole < 2_000) {
            for (WaitBoard.Note note : reader.read()) {
                assertThat(note.object()).isEqualTo("object-" + note.offset());
                assertThat(note.sinceNs()).isEqualTo(note.offset());
                whole++;
            }
        }
        stop.set(true);
        for (Background<Void> each : writers) {
            each.result();
        }
    }

    @Test
    void shouldBeFoundByTheFileThatIsWaitedOn() throws Exception {
        WaitBoard board = board(join());
        Supplier<WaitBoard> opener = () -> board;
        WaitBoards.add("/some/domain", opener);
        try {
            assertThat(WaitBoards.find("/some/domain/a.queue/state.parley").relative())
                    .isEqualTo("a.queue/state.parley");
            assertThat(WaitBoards.find("/some/domain/book.lock").board()).isSameAs(board);
            assertThat(WaitBoards.find("/some/domains/book.lock")).isNull();
            WaitBoards.remove("/some/domain", () -> board);
            assertThat(WaitBoards.find("/some/domain/book.lock"))
                    .as("another's opener")
                    .isNotNull();
        } finally {
            WaitBoards.remove("/some/domain", opener);
        }
        assertThat(WaitBoards.find("/some/domain/book.lock")).isNull();
    }

    @Test
    void shouldNotDisturbAWaitWhenThereIsNoBoard() throws Exception {
        Supplier<WaitBoard> failing = () -> {
            throw new IllegalStateException("no space left");
        };
        WaitBoards.add(directory.toString(), failing);
        try {
            Memory memory = TestFiles.map(TestFiles.zeros(directory.resolve("word"), 256));
            WaitPlace place = new WaitPlace(memory, 128, WaitReason.CHANGE, SystemClock.LOCAL);
            assertThat(place.enter()).isEqualTo(WaitPlace.NOT_NOTED);
            assertThatCode(() -> place.leave(WaitPlace.NOT_NOTED)).doesNotThrowAnyException();
        } finally {
            WaitBoards.remove(directory.toString(), failing);
        }
    }

    @Test
    void shouldNoteSleepsAtADoorbell() throws Exception {
        WaitBoard board = board(join());
        Supplier<WaitBoard> opener = () -> board;
        WaitBoards.add(directory.toString(), opener);
        try {
            Memory memory = TestFiles.map(TestFiles.zeros(directory.resolve("bell"), 256));
            Doorbell bell = new Doorbell(memory, 128, SystemClock.LOCAL);
            AtomicBoolean changed = new AtomicBoolean();
            Background<Boolean> waiter = Background.call(
                    () -> bell.await(changed::get, Deadline.NEVER, 50_000_000, WaitStrategy.adaptive()));
            await().until(() -> board.read().size() == 1);
            assertThat(board.read().get(0).object()).isEqualTo("bell");
            changed.set(true);
            bell.ringAll();
            assertThat(waiter.result()).isTrue();
            assertThat(board.read()).isEmpty();
        } finally {
            WaitBoards.remove(directory.toString(), opener);
        }
    }
}
