package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.CodecException;
import io.parley.Parley;
import io.parley.internal.serial.ClassRule;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot travel, and what its sender is told. */
@Timeout(60)
class RefusalsTest {
    /** Not serialisable. */
    static final class Book {}

    record Leg(Object book) implements Serializable {}

    record Order(List<Leg> legs) implements Serializable {}

    @TempDir
    Path directory;

    private Parley parley;
    private final int field = 5;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private IllegalArgumentException refusal(Object value) {
        return catchThrowableOfType(IllegalArgumentException.class, () -> ObjectStreams.write(value, parley));
    }

    @Test
    void shouldNameTheLambdaAndWhatItCaptures() {
        Book book = new Book();
        SerializableRunnable task = () -> book.hashCode();

        assertThat(refusal(task))
                .hasMessageContaining("lambda in RefusalsTest.shouldNameTheLambdaAndWhatItCaptures, which captures")
                .hasMessageContaining("a " + Book.class.getName() + " is not Serializable")
                .hasMessageContaining("Send a serialisable record")
                .hasMessageContaining("static method")
                .hasMessageContaining("parley.lock")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldNameTheVariable() {
        Book book = new Book();
        Leg leg = new Leg("fine");
        SerializableCallable<Integer> task = () -> leg.hashCode() + book.hashCode();

        assertThat(refusal(task)).hasMessageMatching(".* captures ('book'|value 2): a .*");
    }

    @Test
    void shouldSayThatALambdaDragsInItsObject() {
        SerializableCallable<Integer> task = () -> field + hashCode();
        SerializableCallable<Integer> reference = this::hashCode;

        assertThat(refusal(task))
                .hasMessageContaining("captures this: a " + RefusalsTest.class.getName())
                .hasMessageContaining("Copy the field into a local variable");
        assertThat(refusal(reference))
                .hasMessageContaining("RefusalsTest::hashCode")
                .hasMessageContaining("its object");
    }

    @Test
    void shouldSayThatAnInnerClassDragsInItsObject() {
        class Inner implements Serializable {
            private static final long serialVersionUID = 1L;

            int value() {
                return field + RefusalsTest.this.hashCode();
            }
        }

        assertThat(refusal(new Inner())).hasMessageContaining("this$0").hasMessageContaining("Make that class static");
    }

    @Test
    void shouldNameTheWayToTheObject() {
        Order order = new Order(List.of(new Leg("fine"), new Leg(new Book())));
        SerializableRunnable task = () -> order.hashCode();

        assertThat(refusal(order)).hasMessageContaining("Order.legs[1].book: a " + Book.class.getName());
        assertThat(refusal(task)).hasMessageMatching(".* captures ('order'|value 1)\\.legs\\[1]\\.book: a .*");
        assertThat(refusal(Map.of("k", new Book()))).hasMessageContaining("[k]: a " + Book.class.getName());
    }

    @Test
    void shouldRefuseALambdaThatIsNotSerialisable() {
        Callable<Integer> task = () -> 1;

        assertThat(refusal(task))
                .hasMessageContaining("lambda in RefusalsTest")
                .hasMessageContaining("SerializableCallable");
    }

    @Test
    void shouldRefuseWhatWouldBeAnotherOneInEachProcess() {
        ReentrantLock lock = new ReentrantLock();
        AtomicLong count = new AtomicLong();
        SerializableRunnable locking = lock::lock;
        SerializableRunnable counting = () -> count.incrementAndGet();

        for (Object each : List.of(locking, counting, lock, new Semaphore(1), new Leg(lock))) {
            assertThat(refusal(each)).hasMessageContaining("Use a shared one by its name");
        }
        assertThat(refusal(locking)).hasMessageContaining("a java.util.concurrent.locks.ReentrantLock is no value");
    }

    @Test
    void shouldRefuseWhatIsTiedToItsProcess() throws Exception {
        try (ByteArrayOutputStream stream = new ByteArrayOutputStream();
                Parley other = Parley.open(directory.resolve("other"))) {
            assertThat(refusal(new Leg(Thread.currentThread()))).hasMessageContaining("cannot leave its process");
            assertThat(refusal(new Leg(stream))).hasMessageContaining("cannot leave its process");
            assertThat(refusal(new Leg(new URL("http://localhost")))).hasMessageContaining("cannot leave its process");
            assertThat(refusal(new Leg(parley.processes(options -> options))))
                    .hasMessageContaining("a io.parley.process.ProcessFactory")
                    .hasMessageContaining("make one there");
            assertThat(refusal(new Leg(parley.process(other::reap)))).hasMessageContaining("make one there");
        }
    }

    @Test
    void shouldRefuseProxiesOnBothSides() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Runnable.class}, new Handler());
        byte[] stream = stream(proxy);

        assertThat(refusal(proxy)).hasMessageContaining("Proxy");
        assertThatThrownBy(() -> ObjectStreams.read(stream, 0, stream.length, parley))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("proxies are not allowed");
    }

    private record Handler() implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return null;
        }
    }

    private static byte[] stream(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ObjectStreams.STREAM);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldRefuseToReadClassesOfTheJdkThatAreNoValues() throws Exception {
        byte[] stream = stream(new URL("http://localhost"));

        assertThatThrownBy(() -> ObjectStreams.read(stream, 0, stream.length, parley))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("class java.net.URL is not allowed");
    }

    @Test
    void shouldHoldBothSidesToPatterns() {
        ClassRule narrow = ClassRule.of(List.of("io.parley.process.RefusalsTest$Order"));
        Order order = new Order(List.of());
        Order nested = new Order(List.of(new Leg("x")));

        byte[] fine = ObjectStreams.write(order, parley, narrow);
        byte[] written = ObjectStreams.write(nested, parley);

        assertThat(ObjectStreams.read(fine, 0, fine.length, parley, narrow)).isEqualTo(order);
        assertThatThrownBy(() -> ObjectStreams.write(nested, parley, narrow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Order.legs[0]: a " + Leg.class.getName() + " is not allowed by the patterns");
        assertThatThrownBy(() -> ObjectStreams.read(written, 0, written.length, parley, narrow))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("class " + Leg.class.getName() + " is not allowed");
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(deep);
            deep = outer;
        }
        List<Object> root = deep;

        assertThat(refusal(root)).hasMessageContaining("nested too deep");
    }

    @Test
    void shouldPassOnWhatAnObjectSaysAboutItself() {
        Object stubborn = new Serializable() {
            private static final long serialVersionUID = 1L;

            private void writeObject(ObjectOutputStream out) {
                throw new IllegalStateException("I stay");
            }
        };

        assertThat(refusal(stubborn)).hasMessageContaining("I stay");
    }
}
