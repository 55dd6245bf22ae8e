package io.parley.struct;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.value.SharedBytes;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import io.parley.value.SharedText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One object of each kind that is written as a whole, seen as a number. */
enum Subject {
    STRUCT {
        @Override
        Handle open(Parley parley) {
            SharedStruct<Octet> octet = parley.struct("octet", Octet.class);
            return new Handle(
                    octet,
                    octet::version,
                    n -> octet.edit(view -> view.say(n)),
                    () -> octet.readLong(view -> {
                        // all is zero before the first write, when even the fourth field says so
                        boolean fresh = view.one() == 0 && view.four() == 0;
                        return fresh || view.violations() == 0 ? view.one() : Long.MIN_VALUE;
                    }));
        }
    },
    ELEMENT {
        @Override
        Handle open(Parley parley) {
            SharedStructArray<Twins> twins = parley.structArray("twins", Twins.class, 3);
            return new Handle(twins, () -> twins.version(1), n -> twins.write(1, new Twins(n, "n" + n, -n)), () -> {
                Twins seen = twins.read(1);
                boolean whole = seen.right() == -seen.left()
                        && (seen.left() == 0 || seen.text().equals("n" + seen.left()));
                return whole ? seen.left() : Long.MIN_VALUE;
            });
        }
    },
    TEXT {
        @Override
        Handle open(Parley parley) {
            SharedText text = parley.text("text", 200);
            return new Handle(text, text::version, n -> text.set((n + " ").repeat(20)), () -> {
                String seen = text.get();
                long n = seen.isEmpty() ? 0 : Long.parseLong(seen.substring(0, seen.indexOf(' ')));
                return seen.isEmpty() || seen.equals((n + " ").repeat(20)) ? n : Long.MIN_VALUE;
            });
        }
    },
    BYTES {
        @Override
        Handle open(Parley parley) {
            SharedBytes bytes = parley.bytes("bytes", 200);
            return new Handle(bytes, bytes::version, n -> bytes.setRaw(block(n)), () -> {
                byte[] seen = bytes.raw();
                String first = new String(seen, 0, 8, StandardCharsets.ISO_8859_1).strip();
                long n = seen[0] == 0 ? 0 : Long.parseLong(first);
                return seen[0] == 0 || Arrays.equals(seen, block(n)) ? n : Long.MIN_VALUE;
            });
        }

        private byte[] block(long n) {
            return String.format("%-8d", n).repeat(25).getBytes(StandardCharsets.ISO_8859_1);
        }
    };

    /** What an element of the array is. */
    record Twins(long left, @io.parley.value.MaxBytes(24) String text, long right) {}

    /** Reads {@link Long#MIN_VALUE} where the parts do not fit each other. */
    record Handle(
            SharedObject object,
            java.util.function.LongSupplier version,
            java.util.function.LongConsumer write,
            java.util.function.LongSupplier read) {}

    abstract Handle open(Parley parley);
}
