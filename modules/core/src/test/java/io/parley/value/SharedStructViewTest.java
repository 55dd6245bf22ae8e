package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Structs described by interfaces. */
@Timeout(60)
class SharedStructViewTest extends StructFixture {
    private SharedStruct<Everything> record;
    private SharedStruct<Panorama> struct;

    @BeforeEach
    void openBoth() {
        record = parley.struct("e", Everything.class, FULL);
        struct = parley.struct("e", Panorama.class);
    }

    private static Everything asRecord(Panorama view) {
        return new Everything(
                view.isFlag(),
                view.octet(),
                view.small(),
                view.letter(),
                view.medium(),
                view.large(),
                view.single(),
                view.real(),
                view.side(),
                view.getText(),
                new Money(view.money().units(), view.money().scale()));
    }

    @Test
    void shouldReadWhatARecordWithTheSameFieldsWrote() {
        assertThat(asRecord(struct.read())).isEqualTo(FULL);
        assertThat(asRecord(struct.view())).isEqualTo(FULL);
        assertThat(struct.<Everything>read(SharedStructViewTest::asRecord)).isEqualTo(FULL);
        assertThat(struct.readDouble(Panorama::twice)).isEqualTo(2 * Math.PI);
    }

    @Test
    void shouldEditManyFieldsInOneStep() {
        Panorama live = struct.view();
        long before = struct.version();

        struct.edit(view -> {
            view.setFlag(false);
            view.letter('x');
            view.medium(11);
            view.large(12);
            view.single(0.5f);
            view.real(-7);
            view.side(Side.BUY);
            view.setText("");
            view.money().units(99);
            assertThat(view.large()).isEqualTo(12);
            assertThat(live.large()).as("others see the old value").isEqualTo(FULL.large());
        });

        assertThat(struct.version()).isEqualTo(before + 1);
        assertThat(record.read())
                .isEqualTo(new Everything(
                        false, (byte) -1, Short.MIN_VALUE, 'x', 11, 12, 0.5f, -7, Side.BUY, "", new Money(99, 2)));
        assertThat(asRecord(live)).isEqualTo(record.read());
    }

    @Test
    void shouldChangeNothingWhenAnEditorThrows() {
        assertThatThrownBy(() -> struct.edit(view -> {
                    view.large(1);
                    view.setText("123456789");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text bytes=9, max=8");

        assertThat(record.read()).isEqualTo(FULL);
        assertThat(struct.version()).isZero();
        assertThat(struct.lock().isLocked()).isFalse();
    }

    @Test
    void shouldGiveCopiesThatStayAsTheyAre() {
        Panorama copy = struct.read();

        record.write(ZERO);
        assertThat(asRecord(copy)).isEqualTo(FULL);

        copy.large(5);
        assertThat(copy.large()).isEqualTo(5);
        assertThat(record.read()).isEqualTo(ZERO);

        struct.write(copy);
        assertThat(record.read().large()).isEqualTo(5);
    }

    @Test
    void shouldUpdateByTheCopyItselfOrByAnythingThatReadsIt() {
        struct.update(old -> {
            old.large(old.large() + 1);
            return old;
        });
        assertThat(record.read().large()).isEqualTo(FULL.large() + 1);

        SharedStruct<Pair> pair = parley.struct("p", Pair.class);
        pair.edit(p -> {
            p.left(1);
            p.right(2);
        });
        pair.update(Swapped::new);
        assertThat(pair.readLong(Pair::left)).isEqualTo(2);
        assertThat(pair.readLong(Pair::right)).isEqualTo(1);
    }

    record Swapped(Pair old) implements Pair {
        @Override
        public long left() {
            return old.right();
        }

        @Override
        public long right() {
            return old.left();
        }

        @Override
        public void left(long left) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void right(long right) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void shouldRefuseToWriteThroughALiveView() {
        assertThatThrownBy(() -> struct.view().large(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("live view cannot be written")
                .hasMessageContaining("edit(view -> view.large(...))");
        assertThatThrownBy(() -> struct.view().money().units(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(record.read()).isEqualTo(FULL);
    }

    @Test
    void shouldSayWhatIsInAView() {
        String expected = "Price[scale=2, units=7]";

        assertThat(struct.view().toString()).startsWith("Panorama[flag=true, ").contains("money=" + expected);
        assertThat(struct.read().toString()).isEqualTo(struct.view().toString());
        assertThat(struct.read().money().toString()).isEqualTo(expected);
        assertThat(struct.toString()).contains("(e=Panorama[");
    }

    @Test
    void shouldReadTwoStatesOfOneStructWithinAFunction() {
        SharedStruct<Pair> pair = parley.struct("p", Pair.class);

        long difference = pair.readLong(outer -> {
            pair.edit(p -> p.left(10));
            return pair.readLong(Pair::left) - outer.left();
        });

        assertThat(difference).isEqualTo(10);
    }

    @Test
    void shouldTakeRecordsInsideInterfaces() {
        SharedStruct<Tagged> tagged = parley.struct("t", Tagged.class);

        tagged.edit(t -> t.money(new Money(3, 1)));

        assertThat(tagged.read().money()).isEqualTo(new Money(3, 1));
        assertThat(tagged.view().money()).isEqualTo(new Money(3, 1));
        assertThat(tagged.view().toString()).isEqualTo("Tagged[money=Money[units=3, scale=1], tag=0]");
    }

    interface Tagged {
        int tag();

        Money money();

        void money(Money money);
    }
}
