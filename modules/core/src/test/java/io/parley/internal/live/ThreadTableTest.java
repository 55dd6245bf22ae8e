package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.RobustList;
import io.parley.internal.wait.Futex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ThreadTableTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @TempDir
    Path directory;

    private final List<ThreadTable> opened = new ArrayList<>();
    private Path file;
    private ThreadTable table;
    /** What another process sees. */
    private ThreadTable observer;

    @BeforeEach
    void open() throws IOException {
        file = TestFiles.zeros(directory.resolve("domain.parley"), ProcessTable.FILE_LENGTH);
        table = open(file);
        observer = open(file);
    }

    @AfterEach
    void close() {
        opened.forEach(ThreadTable::close);
    }

    private ThreadTable open(Path at) throws IOException {
        ThreadTable another = new ThreadTable(TestFiles.map(at));
        opened.add(another);
        return another;
    }

    /** A thread that entered the tables and stays until told to end. */
    private static final class Resident {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(1);
        private final int[] marks;
        private final Background<Void> life;

        Resident(ThreadTable... tables) throws InterruptedException {
            marks = new int[tables.length];
            life = Background.run(() -> {
                for (int i = 0; i < tables.length; i++) {
                    marks[i] = tables[i].current().mark();
                }
                entered.countDown();
                end.await();
            });
            entered.await();
        }

        int mark() {
            return marks[0];
        }

        void end() throws Exception {
            end.countDown();
            life.result();
        }
    }

    private void awaitDead(int mark) {
        await().until(() -> observer.isDead(mark));
    }

    @Test
    void shouldKnowAThreadByTheSameMarkForAsLongAsItLives() throws Exception {
        LiveThread me = table.current();

        assertThat(me.thread()).isSameAs(Thread.currentThread());
        assertThat(me.mark()).isNotZero();
        assertThat(table.current()).isSameAs(me);
        assertThat(observer.isDead(me.mark())).isFalse();

        Resident other = new Resident(table);
        assertThat(other.mark()).isNotEqualTo(me.mark()).isNotZero();
        assertThat(observer.isDead(other.mark())).isFalse();
        other.end();
    }

    @Test
    void shouldSeeAThreadEnd() throws Exception {
        Resident dying = new Resident(table);
        Resident living = new Resident(table);

        dying.end();

        awaitDead(dying.mark());
        assertThat(observer.life(dying.mark()) & RobustList.DIED).isNotZero();
        assertThat(observer.isDead(living.mark())).isFalse();
        assertThat(observer.isDead(table.current().mark())).isFalse();
        living.end();
    }

    @Test
    void shouldWakeASleeperWhenTheThreadEnds() throws Exception {
        Resident dying = new Resident(table);
        Memory word = TestFiles.map(TestFiles.zeros(directory.resolve("word"), 64));
        int life = observer.life(dying.mark());
        List<Background<Boolean>> sleepers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean interruptible = i % 2 == 0;
            sleepers.add(Background.call(() -> {
                        Futex.awaitBoth(
                                word,
                                0,
                                0,
                                observer.memory(),
                                observer.lifeOffset(dying.mark()),
                                life,
                                HOUR_NS,
                                interruptible);
                        boolean dead = observer.isDead(dying.mark());
                        observer.passOnDeath(dying.mark());
                        return dead;
                    })
                    .awaitAsleep());
        }

        dying.end();

        for (Background<Boolean> each : sleepers) {
            assertThat(each.result()).isTrue();
        }
    }

    @Test
    void shouldSeeAThreadEndInEveryDomainItIsIn() throws Exception {
        List<ThreadTable> tables = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tables.add(open(TestFiles.zeros(directory.resolve("other-" + i), ProcessTable.FILE_LENGTH)));
        }
        Resident dying = new Resident(tables.toArray(new ThreadTable[0]));

        dying.end();

        for (int i = 0; i < 5; i++) {
            int mark = dying.marks[i];
            ThreadTable each = tables.get(i);
            await().until(() -> each.isDead(mark));
        }
    }

    @Test
    void shouldSeeAThreadEndThatLeftOtherDomainsBefore() throws Exception {
        List<ThreadTable> tables = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tables.add(open(TestFiles.zeros(directory.resolve("other-" + i), ProcessTable.FILE_LENGTH)));
        }
        for (int left = 0; left < 3; left++) {
            ThreadTable closing = open(directory.resolve("other-" + left));
            List<ThreadTable> order = new ArrayList<>(tables);
            order.set(left, closing);
            int[] marks = new int[3];
            Background.run(() -> {
                        for (int i = 0; i < 3; i++) {
                            marks[i] = order.get(i).current().mark();
                        }
                        closing.close();
                        for (int i = 0; i < 3; i++) {
                            assertThat(order.get(i).isDead(marks[i])).isEqualTo(order.get(i) == closing);
                        }
                    })
                    .result();

            for (int i = 0; i < 3; i++) {
                int mark = marks[i];
                ThreadTable each = tables.get(i);
                await().until(() -> each.isDead(mark));
            }
        }
    }

    @Test
    void shouldGiveAnEntryToAnotherUnderAnotherMarkOnly() throws Exception {
        leaveOneFree();
        Resident first = new Resident(table);
        first.end();
        awaitDead(first.mark());

        Resident second = new Resident(table);

        assertThat(observer.lifeOffset(second.mark())).isEqualTo(observer.lifeOffset(first.mark()));
        assertThat(second.mark()).isNotEqualTo(first.mark());
        assertThat(observer.isDead(first.mark())).as("for ever").isTrue();
        assertThat(observer.isDead(second.mark())).isFalse();
        second.end();
    }

    @Test
    void shouldHaveNoMarkForAThreadForWhomThereIsNoRoom() throws Exception {
        leaveOneFree();
        Resident last = new Resident(table);

        Resident tooMany = new Resident(table);

        assertThat(last.mark()).isNotZero();
        assertThat(tooMany.mark()).isZero();
        tooMany.end();
        last.end();
    }

    @Test
    void shouldHaveRoomForManyThreadsOneAfterTheOther() throws Exception {
        Set<Integer> marks = new HashSet<>();
        for (int i = 0; i < ThreadTable.CAPACITY + 100; i++) {
            int[] mark = new int[1];
            Thread thread = new Thread(() -> mark[0] = table.current().mark());
            thread.start();
            thread.join();
            assertThat(mark[0]).as("thread %d", i).isNotZero();
            marks.add(mark[0]);
        }
        assertThat(marks).hasSize(ThreadTable.CAPACITY + 100);
    }

    @Test
    void shouldEnterConcurrently() throws Exception {
        List<Resident> residents = new ArrayList<>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            residents.add(new Resident(i % 2 == 0 ? table : observer));
            places.add(table.lifeOffset(residents.get(i).mark()));
        }

        assertThat(places).hasSize(100);
        assertThat(residents).noneMatch(each -> table.isDead(each.mark()));
        for (Resident each : residents) {
            each.end();
        }
        residents.forEach(each -> awaitDead(each.mark()));
    }

    @Test
    void shouldGiveAnEntryBackWhenItsThreadClosesTheDomain() throws Exception {
        ThreadTable brief = open(file);
        int mark = brief.current().mark();
        assertThat(observer.isDead(mark)).isFalse();

        brief.close();

        assertThat(observer.isDead(mark)).isTrue();
        assertThat(brief.current().mark()).as("after the end").isZero();
    }

    @Test
    void shouldStayMappedUntilTheLastThreadIsOutOfItAndNoLonger() throws Exception {
        ThreadTable closing = open(file);
        Resident resident = new Resident(closing);
        closing.current();
        assertThat(closing.isKeptMapped()).isTrue();

        closing.close();
        System.gc();
        assertThat(closing.isKeptMapped()).as("a thread is in it").isTrue();
        assertThat(observer.isDead(resident.mark())).isFalse();

        resident.end();
        awaitDead(resident.mark());
        ThreadTable.forgetUnused();
        assertThat(closing.isKeptMapped()).isFalse();
    }

    @Test
    void shouldLeaveAClosedDomainWhenItsThreadEntersAnother() throws Exception {
        ThreadTable closing = open(file);
        ThreadTable next = open(file);
        Background.run(() -> {
                    int mark = closing.current().mark();
                    Background.run(closing::close).result();
                    assertThat(observer.isDead(mark))
                            .as("closed by another thread")
                            .isFalse();

                    assertThat(next.current().mark()).isNotZero();

                    assertThat(observer.isDead(mark)).isTrue();
                    assertThat(closing.isKeptMapped()).isFalse();
                    assertThat(next.isKeptMapped()).isTrue();
                })
                .result();
    }

    @Test
    void shouldKnowThatNobodyOfAnEarlierBootLives() {
        leaveOneFree();
        int mark = ThreadLayout.mark(7, table.memory().getLong(ThreadLayout.offset(7)));
        assertThat(observer.isDead(mark)).isFalse();

        ThreadTable.forgetAll(table.memory());

        assertThat(observer.isDead(mark)).isTrue();
        assertThat(table.current().mark()).isNotZero();
    }

    @Test
    void shouldNotSeeThreadsWhereNobodyWantsTo() {
        assertThat(ThreadTable.UNSEEN.current().mark()).isZero();
        assertThat(ThreadTable.UNSEEN.current()).isSameAs(ThreadTable.UNSEEN.current());
        assertThat(ThreadTable.UNSEEN.current().thread()).isSameAs(Thread.currentThread());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void shouldNotSeeVirtualThreads() throws Exception {
        int[] mark = {-1};
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Thread virtual = (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(builder, (Runnable) () -> mark[0] = table.current().mark());
        virtual.join();

        assertThat(mark[0]).isZero();
    }

    /** Makes every entry but one look taken. */
    private void leaveOneFree() {
        for (int slot = 1; slot < ThreadLayout.SLOTS - 1; slot++) {
            table.memory().putLong(ThreadLayout.offset(slot), ThreadLayout.next(0, 1));
        }
    }
}
