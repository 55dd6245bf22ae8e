package io.parley;

import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static io.parley.Messages.roundTrip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.serial.ReadBounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SerializableCodecTest {
    private static final AtomicInteger GADGETS_RUN = new AtomicInteger();

    private static class Named implements Serializable {
        private static final long serialVersionUID = 1L;
        String name = "n";
    }

    private static final class Account extends Named {
        private static final long serialVersionUID = 1L;
        private final transient Object cache = new Object();

        @SuppressWarnings("serial") // what it holds is what is tested
        private Object content;

        Account(Object content) {
            this.content = content;
        }
    }

    private record Leg(int quantity, Object book) implements Serializable {}

    private static final class Book {}

    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            GADGETS_RUN.incrementAndGet();
        }
    }

    private interface Task extends Supplier<Object>, Serializable {}

    private final Codec<Account> codec = Codecs.serializable(Account.class, Leg.class);

    /** What a process without our checks could write. */
    private static byte[] plainlySerialised(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldCarryTheTypeItsSuperclassAndAllowedClasses() {
        Account received = roundTrip(codec, new Account(new Leg(3, "x")));

        assertThat(received.content).isEqualTo(new Leg(3, "x"));
        assertThat(received.name).isEqualTo("n");
        assertThat(received.cache).isNull();
    }

    @Test
    void shouldCarrySubtypesOfAnInterfaceThatAreAllowed() {
        Codec<Serializable> all = Codecs.serializable(Serializable.class, Thread.State.class);

        assertThat(roundTrip(all, "text")).isEqualTo("text");
        assertThat(roundTrip(all, Thread.State.NEW)).isEqualTo(Thread.State.NEW);
    }

    @Test
    void shouldRefuseOnBothSidesWhatIsNotAllowed() {
        Account account = new Account(Map.of("legs", new Object[] {new Leg(1, new Gadget())}));
        byte[] forged = plainlySerialised(account);

        assertThatThrownBy(() -> encode(codec, account))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot encode " + Account.class.getName())
                .hasMessageContaining("Account.content[legs][0].book: class " + Gadget.class.getName())
                .hasMessageContaining("is not allowed. If messages may contain it, name it in Codecs.serializable(");
        assertThatThrownBy(() -> decode(codec, forged))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot decode " + Account.class.getName())
                .hasMessageContaining("class " + Gadget.class.getName() + " is not allowed.");
        assertThat(GADGETS_RUN).hasValue(0);
    }

    @Test
    void shouldRefuseArraysOfWhatIsNotAllowed() {
        Account account = new Account(new Gadget[0][0]);

        assertThatThrownBy(() -> encode(codec, account))
                .hasMessageContaining("[[Lio.parley")
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(codec, plainlySerialised(account)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Gadget");
    }

    @Test
    void shouldRefuseProxies() {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Comparable.class}, new SerializableHandler());

        assertThatThrownBy(() -> encode(codec, new Account(proxy))).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(codec, plainlySerialised(new Account(proxy))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("java.lang.reflect.Proxy of java.lang.Comparable is not allowed");
    }

    private static final class SerializableHandler implements java.lang.reflect.InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return 0;
        }
    }

    @Test
    void shouldNameTheFieldThatIsNotSerializable() {
        Map<String, Object> map = new HashMap<>();
        map.put("legs", new ArrayList<>(List.of(new Leg(1, null), new Leg(2, new Book()))));

        assertThatThrownBy(() -> encode(codec, new Account(new Book())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Account.content (of type " + Book.class.getName() + ") is not Serializable");
        assertThatThrownBy(() -> encode(codec, new Account(map)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Account.content[legs][1].book (of type ");
    }

    @Test
    void shouldNameWhatALambdaCaptured() {
        Codec<Task> tasks = Codecs.serializable(Task.class, SerializedLambda.class, SerializableCodecTest.class);
        Book book = new Book();
        String text = "captured";

        assertThat(roundTrip(tasks, () -> text).get()).isEqualTo("captured");
        assertThatThrownBy(() -> encode(tasks, () -> book))
                .isInstanceOf(CodecException.class)
                .hasMessageMatching(
                        ".*lambda in SerializableCodecTest.shouldNameWhatALambdaCaptured, which captures (value 1|'book')"
                                + " \\(of type .*Book\\) is not Serializable.*");
        assertThatThrownBy(() -> encode(Codecs.serializable(Task.class), () -> text))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("class java.lang.invoke.SerializedLambda is not allowed");
    }

    @Test
    void shouldRefuseTypesThatCannotBeSerialised() {
        assertThatThrownBy(() -> Codecs.serializable(Book.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Book.class.getName() + " is not Serializable");
        assertThatThrownBy(() -> Codecs.serializable(int.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Codecs.serializable(Leg.class, (Class<?>) null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldRefuseMessagesOfAnotherType() {
        assertThatThrownBy(() -> decode(codec, plainlySerialised("text")))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("the message is a java.lang.String");
        assertThatThrownBy(() -> decode(codec, plainlySerialised(null)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("the message is null");
    }

    @Test
    void shouldRefuseObjectsNestedTooDeep() throws InterruptedException {
        Codec<Serializable> lists = Codecs.serializable(Serializable.class);
        AtomicReference<Object> received = new AtomicReference<>();
        AtomicReference<byte[]> bytes = new AtomicReference<>();

        onLargeStack(() -> {
            received.set(roundTrip(lists, nested(ReadBounds.MAX_DEPTH)));
            bytes.set(encode(lists, nested(ReadBounds.MAX_DEPTH + 1)));
        });

        assertThat(received.get()).isInstanceOf(ArrayList.class);
        onLargeStack(() -> assertThatThrownBy(() -> decode(lists, bytes.get()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested more than 500 deep"));
        assertThatThrownBy(() -> encode(lists, nested(200_000)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void shouldReportTheEndOfTheStackWhenReading() {
        Codec<Serializable> codec = Codecs.serializable(Serializable.class, Bottomless.class);

        assertThatThrownBy(() -> decode(codec, plainlySerialised(new Bottomless())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested too deep");
    }

    private static final class Bottomless implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            readObject(in);
        }
    }

    private static void onLargeStack(Runnable action) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, action, "large-stack", 1L << 28);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    private static ArrayList<Object> nested(int depth) {
        ArrayList<Object> list = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            ArrayList<Object> outer = new ArrayList<>();
            outer.add(list);
            list = outer;
        }
        return list;
    }
}
