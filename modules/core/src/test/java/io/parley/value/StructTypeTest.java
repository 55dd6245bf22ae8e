package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which types may be structs, and which files may be opened as which. */
@Timeout(60)
class StructTypeTest extends StructFixture {
    record Listing(int id, List<String> names) {}

    record Loose(String text) {}

    record Sized(@MaxBytes(0) String text) {}

    record Misplaced(@MaxBytes(4) int number) {}

    record Generic<V>(int id) {}

    record Empty() {}

    record Holder(Pair pair) {}

    record Boxed(Integer number) {}

    enum Void {}

    record Voided(Void nothing) {}

    record Wide(int id, @MaxBytes(2_000_000) String text) {}

    interface Loop {
        Loop next();
    }

    interface Doing {
        int id();

        void run();
    }

    interface WriteOnly {
        int id();

        void other(int other);
    }

    interface Crooked {
        int id();

        void id(long id);
    }

    interface Twice {
        int id();

        int getId();
    }

    private void assertRefused(Class<?> type, String... parts) {
        assertThatThrownBy(() -> parley.struct("x", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.getName())
                .hasMessageContainingAll(parts);
    }

    @Test
    void shouldSayWhatCannotBeAField() {
        assertRefused(Listing.class, "field 'names' has type java.util.List", "Fields may be primitives");
        assertRefused(Boxed.class, "field 'number' has type java.lang.Integer");
        assertRefused(Loose.class, "field 'text' has type java.lang.String", "@MaxBytes(32) String text");
        assertRefused(Sized.class, "@MaxBytes is for String, and at least 1");
        assertRefused(Misplaced.class, "field 'number' has type int", "@MaxBytes is for String");
        assertRefused(Holder.class, "field 'pair'", "A record can contain records only");
        assertRefused(Wide.class, "struct is too large", "max=1048576");
        assertThatThrownBy(() -> parley.struct("x", Voided.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enum cannot be a field of a struct")
                .hasMessageContaining("field=nothing, constants=0");
    }

    @Test
    void shouldSayWhatCannotBeAStruct() {
        assertRefused(String.class, "neither a record nor an interface");
        assertRefused(Generic.class, "type parameters");
        assertRefused(Empty.class, "has no fields");
        assertRefused(Loop.class, "contains itself");
        assertRefused(Doing.class, "method 'run' is neither a getter nor a setter");
        assertRefused(WriteOnly.class, "'other' has a setter and no getter");
        assertRefused(Crooked.class, "setter and getter of 'id' have different types");
        assertRefused(Twice.class, "mean the same property");
        assertThat(directory.resolve("x.struct")).doesNotExist();
    }

    record Quote(double bid, double ask) {}

    record OtherType(double bid, long ask) {}

    record OneMore(double bid, double ask, int size) {}

    record OtherOrder(double ask, double bid) {}

    @Test
    void shouldSayWhichFieldDiffers() {
        parley.struct("q", Quote.class, new Quote(1, 2));

        assertThatThrownBy(() -> parley.struct("q", OtherType.class))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("struct has other fields: " + directory.resolve("q.struct"))
                .hasMessageContaining("field=ask, found=double, expected=long");
        assertThatThrownBy(() -> parley.struct("q", OneMore.class))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("field=size, found=no such field, expected=int");
        parley.struct("more", OneMore.class);
        assertThatThrownBy(() -> parley.struct("more", Quote.class))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("field=size, found=int, expected=no such field");
        assertThat(parley.struct("q", OtherOrder.class).read()).isEqualTo(new OtherOrder(2, 1));
    }

    enum Colour {
        RED,
        GREEN
    }

    enum Color {
        GREEN,
        RED
    }

    record Dot(Colour colour) {}

    record Point(Color colour) {}

    @Test
    void shouldCompareTheConstantsOfEnums() {
        parley.struct("d", Dot.class, new Dot(Colour.GREEN));

        assertThatThrownBy(() -> parley.struct("d", Point.class))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("field=colour, found=enum(RED,GREEN), expected=enum(GREEN,RED)");
    }

    @Test
    void shouldRefuseAnOrdinalThatNoConstantHas() throws IOException {
        SharedStruct<Dot> dot = parley.struct("d", Dot.class);
        Memory words = TestFiles.map(dot.path());

        words.putShort((int) words.length() - 128 + 8, (short) 2);

        assertThatThrownBy(dot::read)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("ordinal=2, constants=2");
    }

    @Test
    void shouldRefuseADamagedSchema() throws IOException {
        SharedStruct<Dot> dot = parley.struct("d", Dot.class);
        Memory words = TestFiles.map(dot.path());

        words.putInt(384, Integer.MAX_VALUE);
        assertThatThrownBy(() -> parley.struct("d", Dot.class))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("struct file is damaged");
        words.putInt(384, -1);
        assertThatThrownBy(() -> parley.struct("d", Dot.class)).isInstanceOf(ObjectCorruptException.class);
    }

    @Test
    void shouldKeepTheSchemaWhereOthersCanReadIt() throws IOException {
        SharedStruct<Everything> struct = parley.struct("e", Everything.class);
        Memory words = TestFiles.map(struct.path());
        byte[] schema = new byte[words.getInt(384)];
        words.getBytes(388, schema, 0, schema.length);

        assertThat(new String(schema, java.nio.charset.StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "0 large long",
                        "8 money.units long",
                        "16 real double",
                        "24 medium int",
                        "28 money.scale int",
                        "32 single float",
                        "36 text text(8)",
                        "48 letter char",
                        "50 side enum(NONE,BUY,SELL)",
                        "52 small short",
                        "54 flag boolean",
                        "55 octet byte");
    }
}
