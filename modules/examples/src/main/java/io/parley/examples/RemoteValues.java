package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.value.AsyncLong;
import io.parley.value.ManagedArray;
import io.parley.value.ManagedBoolean;
import io.parley.value.ManagedByte;
import io.parley.value.ManagedByteArray;
import io.parley.value.ManagedBytes;
import io.parley.value.ManagedDouble;
import io.parley.value.ManagedDoubleArray;
import io.parley.value.ManagedFloat;
import io.parley.value.ManagedFloatArray;
import io.parley.value.ManagedInt;
import io.parley.value.ManagedIntArray;
import io.parley.value.ManagedLong;
import io.parley.value.ManagedLongArray;
import io.parley.value.ManagedShort;
import io.parley.value.ManagedShortArray;
import io.parley.value.ManagedText;
import io.parley.value.ManagedValue;
import io.parley.value.ManagedVersioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The same tour through values and arrays twice: over TCP, then on the host itself. Neither knows which it is. */
public final class RemoteValues {
    private RemoteValues() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        AuthKey key = AuthKey.of("only for this example".getBytes(StandardCharsets.US_ASCII));
        try (Parley parley =
                        Parley.open("remote-values-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.start(parley, key)) {
            try (Manager remote = Manager.connect(server.address(), key)) {
                tour(remote, "remote");
            }
            tour(Manager.local(parley), "local");
            parley.delete();
        }
    }

    private static void tour(Manager manager, String prefix) throws InterruptedException {
        System.out.println(prefix);
        numbers(manager, prefix);
        arrays(manager, prefix);
        texts(manager, prefix);
    }

    private static void numbers(Manager manager, String prefix) throws InterruptedException {
        ManagedLong counter = manager.longValue(prefix + "-counter");
        AsyncLong async = counter.async();
        CompletableFuture<?>[] additions = Stream.generate(
                        () -> async.getAndAdd(2).toCompletableFuture())
                .limit(1_000)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(additions).join();
        System.out.println("  a thousand additions: " + counter.get());

        ManagedInt largest = manager.intValue(prefix + "-largest", 7);
        System.out.println("  largest: " + largest.accumulateAndGet(9, Math::max));
        ManagedShort small = manager.shortValue(prefix + "-small", Short.MAX_VALUE);
        ManagedByte tiny = manager.byteValue(prefix + "-tiny");
        ManagedFloat rough = manager.floatValue(prefix + "-rough", 0.1f);
        System.out.println("  narrow ones wrap and round: " + small.incrementAndGet() + " " + tiny.decrementAndGet()
                + " " + rough.addAndGet(0.2f));
        ManagedDouble mean = manager.doubleValue(prefix + "-mean", 1.5);
        System.out.println("  mean: " + mean.updateAndGet(old -> old / 2));
        ManagedBoolean ready = manager.booleanValue(prefix + "-ready");
        ready.set(true);
        System.out.println("  ready: " + ready.awaitChange(false, Duration.ofSeconds(10)));
        ManagedValue unsigned = manager.value(prefix + "-unsigned", "B", -1);
        System.out.println("  -1 as " + unsigned.typeCode() + ": " + unsigned.value());
    }

    private static void arrays(Manager manager, String prefix) {
        ManagedLongArray squares = manager.longArrayOf(prefix + "-squares", 0, 1, 4, 9, 16);
        System.out.println("  backwards: " + Arrays.toString(squares.slice(4, 0, -2)));
        ManagedIntArray zeros = manager.intArray(prefix + "-zeros", 3);
        zeros.setAt(-1, 8);
        System.out.println("  zeros and an eight: " + Arrays.toString(zeros.toArray()));
        ManagedShortArray shorts = manager.shortArrayOf(prefix + "-shorts", (short) 1, (short) 2);
        ManagedFloatArray floats = manager.floatArray(prefix + "-floats", 2);
        floats.fill(shorts.addAndGet(1, 5));
        System.out.println("  sevens: " + Arrays.toString(floats.toArray()));
        ManagedDoubleArray halves = manager.doubleArray(prefix + "-halves", 2);
        halves.fill(0.5);
        System.out.println("  halves: " + Arrays.toString(halves.toArray()));
        ManagedByteArray bytes = manager.byteArray(prefix + "-bytes", 1);
        System.out.println("  0 + 128 in a byte: " + bytes.addAndGet(0, 128));
        ManagedArray checked = manager.array(prefix + "-checked", "h", 1);
        try {
            checked.setExact(0, 40_000);
        } catch (ArithmeticException refused) {
            System.out.println("  40000 is no short");
        }
    }

    private static void texts(Manager manager, String prefix) throws InterruptedException {
        ManagedText text = manager.text(prefix + "-text", 40, "as a");
        text.updateAndGet(old -> old + " whole");
        ManagedVersioned anything = text;
        System.out.println("  text: " + text.get() + ", changed: " + anything.awaitChange(0, Duration.ofSeconds(10)));
        ManagedBytes bytes = manager.bytes(prefix + "-string", new byte[] {'a', 'b', 'c'});
        bytes.setValue(new byte[] {'x'});
        System.out.println("  byte string: " + new String(bytes.value(), StandardCharsets.US_ASCII));
    }
}
