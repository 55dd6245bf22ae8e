package io.parley.examples;

import io.parley.Parley;
import io.parley.value.SharedArray;
import io.parley.value.SharedBoolean;
import io.parley.value.SharedByte;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedBytes;
import io.parley.value.SharedDoubleArray;
import io.parley.value.SharedFloat;
import io.parley.value.SharedFloatArray;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShort;
import io.parley.value.SharedShortArray;
import io.parley.value.SharedText;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;
import io.parley.value.ValueOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Every kind of value and array once: created, read, written, sliced. For those who know Python's type codes. */
public final class TypeTour {
    private TypeTour() {}

    /** No arguments. */
    public static void main(String[] args) {
        try (Parley parley = Parley.open("type-tour-" + ProcessHandle.current().pid())) {
            values(parley);
            arrays(parley);
            texts(parley);
            codes(parley);
            parley.delete();
        }
    }

    private static void values(Parley parley) {
        SharedInt eleven = parley.value("eleven", "i", 11);
        System.out.println("i: " + eleven.get() + ", then " + eleven.incrementAndGet());
        SharedByte letter = parley.value("letter", "c", '0');
        System.out.println("c: " + (char) letter.get());
        SharedFloat rounded = parley.value("rounded", "f", 0.1);
        System.out.println("f: " + (double) rounded.get());
        SharedByte wrapped = parley.value("wrapped", "B", 300);
        System.out.println("B: 300 is " + wrapped.getUnsigned());
        SharedShort unsigned = parley.value("unsigned", "H", -1);
        System.out.println("H: -1 is " + unsigned.getUnsigned());
        SharedBoolean flag = parley.booleanValue("flag");
        System.out.println("?: " + flag.compareAndSet(false, true) + ", now " + flag.get());
        SharedValue any = parley.value("any", "d", 2.5);
        System.out.println(any.typeCode() + ": " + any.value());
        SharedInt shy = SharedInt.open(parley, "shy", 1, ValueOptions.defaults().lockedBy("book"));
        System.out.println("locked by " + shy.lock().name() + ": " + shy.lockedGet());
    }

    private static void arrays(Parley parley) {
        SharedIntArray ten = parley.array("ten", "i", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        System.out.println("array: " + ten.contentToString());
        System.out.println("last: " + ten.at(-1) + ", every third backwards: " + Arrays.toString(ten.slice(9, -11, -3))
                + ", as a list: " + ten.asList().subList(2, 4));
        ten.lock().lock();
        try {
            System.out.println("under its lock: " + Arrays.stream(ten.toArray()).sum());
        } finally {
            ten.lock().unlock();
        }
        SharedLongArray none = parley.array("none", "l", 0);
        SharedLongArray five = parley.array("five", "l", new long[] {1, 2, 3, 4, 5});
        SharedDoubleArray three = parley.array("three", "d", new double[] {1, 2, 3.14});
        SharedByteArray bytes = parley.byteArrayOf("bytes", (byte) 1, (byte) -1);
        SharedShortArray shorts = parley.shortArray("shorts", 2);
        SharedFloatArray floats = parley.floatArrayOf("floats", 0.5f);
        shorts.fill((short) 7);
        System.out.println(bytes.contentToString() + " " + shorts.contentToString() + " " + floats.contentToString());
        for (SharedArray array : new SharedArray[] {ten, bytes}) {
            System.out.println(array.typeCode() + "[0] = " + array.value(0));
        }
        System.out.println(none.contentToString() + " " + five.contentToString() + " " + three.contentToString());
    }

    private static void texts(Parley parley) {
        SharedText text = parley.text("text", 16);
        text.set("hello");
        System.out.println("text: " + text.get());
        SharedBytes bytes = parley.bytes("bytes", 3);
        bytes.setRaw("abc".getBytes(StandardCharsets.US_ASCII));
        bytes.setValue("x".getBytes(StandardCharsets.US_ASCII));
        System.out.println("bytes: value=" + new String(bytes.value(), StandardCharsets.US_ASCII) + " raw="
                + Arrays.toString(bytes.raw()));
    }

    private static void codes(Parley parley) {
        for (TypeCode code : TypeCode.values()) {
            System.out.println(code.letter() + " " + code.size() + " " + code.cName());
        }
        try {
            parley.value("pointer", "P", 0);
        } catch (IllegalArgumentException | UnsupportedOperationException noSuchThing) {
            System.out.println("pointers: refused");
        }
    }
}
