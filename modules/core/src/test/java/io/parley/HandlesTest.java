package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.domain.Addresses;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import io.parley.observe.LatencyHistogram;
import io.parley.pipe.End;
import io.parley.queue.SharedQueue;
import io.parley.queue.SimpleQueue;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import io.parley.value.MaxBytes;
import io.parley.value.SharedLong;
import io.parley.value.SharedStruct;
import io.parley.value.ValueOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shared objects as values of {@link Codecs#any}. */
@Timeout(60)
class HandlesTest {
    record Quote(@MaxBytes(8) String symbol, double price) {}

    @TempDir
    Path directory;

    private Parley here;
    private Parley there;
    private AnyCodec writer;
    private AnyCodec reader;

    @BeforeEach
    void open() {
        here = Parley.open(directory.resolve("domain"));
        there = Parley.open(directory.resolve("domain"));
        writer = Codecs.any(Quote.class).in(here);
        reader = Codecs.any(Quote.class).in(there);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static MessageBuffer encode(AnyCodec codec, Object value) {
        MessageBuffer bytes = new MessageBuffer();
        codec.encode(value, bytes);
        return bytes;
    }

    @SuppressWarnings("unchecked") // the test knows
    private <T> T sent(Object value) {
        return (T) reader.decode(encode(writer, value));
    }

    static List<Arguments> everyType() {
        Map<String, Function<Parley, SharedObject>> openers = new LinkedHashMap<>();
        openers.put("long", parley -> parley.longValue("n", 5));
        openers.put("int", parley -> parley.intValue("n", 5));
        openers.put("short", parley -> parley.shortValue("n", (short) 5));
        openers.put("byte", parley -> parley.byteValue("n", (byte) 5));
        openers.put("float", parley -> parley.floatValue("n", 5));
        openers.put("double", parley -> parley.doubleValue("n", 5));
        openers.put("boolean", parley -> parley.booleanValue("n", true));
        openers.put("unsigned", parley -> parley.value("n", "H", 5));
        openers.put("letter", parley -> parley.value("n", "c", 5));
        openers.put("long array", parley -> parley.longArrayOf("n", 1, 2));
        openers.put("int array", parley -> parley.intArrayOf("n", 1, 2));
        openers.put("short array", parley -> parley.shortArrayOf("n", (short) 1));
        openers.put("byte array", parley -> parley.byteArrayOf("n", (byte) 1));
        openers.put("float array", parley -> parley.floatArrayOf("n", 1));
        openers.put("double array", parley -> parley.doubleArrayOf("n", 1, 2, 3));
        openers.put("unsigned array", parley -> parley.array("n", "I", 3));
        openers.put("text", parley -> parley.text("n", 20, "five"));
        openers.put("byte string", parley -> parley.bytes("n", new byte[] {5, 6}));
        openers.put("struct", parley -> parley.struct("n", QuoteView.class));
        openers.put("struct array", parley -> parley.structArray("n", QuoteView.class, 3));
        openers.put("lock", parley -> parley.lock("n", LockOptions.fair()));
        openers.put("binary lock", parley -> parley.binaryLock("n"));
        openers.put("read-write lock", parley -> parley.readWriteLock("n"));
        openers.put("semaphore", parley -> parley.semaphore("n", 3));
        openers.put("bounded semaphore", parley -> parley.boundedSemaphore("n", 3));
        openers.put("leased semaphore", parley -> parley.leasedSemaphore("n", 3));
        openers.put("event", parley -> parley.event("n"));
        openers.put("latch", parley -> parley.latch("n", 3));
        openers.put("barrier", parley -> parley.barrier("n", 3));
        openers.put("histogram", parley -> LatencyHistogram.open(parley, "n"));
        openers.put("queue", parley -> parley.queue("n", Codecs.utf8(), options -> options.capacity(3)));
        openers.put("joinable queue", parley -> parley.joinableQueue("n", Codecs.int64()));
        openers.put("simple queue", parley -> parley.simpleQueue("n", Codecs.bytes()));
        openers.put("transient queue", parley -> parley.transientQueue("n", Codecs.record(Quote.class)));
        openers.put("queue of any", parley -> parley.queue("n", Codecs.any()));
        openers.put("map", parley -> parley.map("n", Codecs.utf8(), Codecs.record(Quote.class)));
        openers.put("ordered map", parley -> parley.map("n", Codecs.utf8(), Codecs.any(), o -> o.insertionOrder(true)));
        openers.put("set", parley -> parley.set("n", Codecs.int64()));
        openers.put("list", parley -> parley.list("n", Codecs.record(Quote.class)));
        openers.put("long map", parley -> parley.longMap("n"));
        openers.put("reference", parley -> parley.ref("n", Codecs.any()));
        openers.put("namespace", parley -> parley.namespace("n"));
        return openers.entrySet().stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()))
                .toList();
    }

    interface QuoteView {
        double price();

        void price(double value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyType")
    void shouldArriveAsAHandleOnTheSameObject(String type, Function<Parley, SharedObject> opener) {
        writer = Codecs.any(QuoteView.class).in(here);
        reader = Codecs.any(QuoteView.class, Quote.class).in(there);
        SharedObject mine = opener.apply(here);

        SharedObject theirs = sent(mine);
        SharedObject again = sent(List.of(mine)) instanceof List<?> list ? (SharedObject) list.get(0) : null;

        assertThat(theirs)
                .isExactlyInstanceOf(mine.getClass())
                .isNotSameAs(mine)
                .isSameAs(again);
        assertThat(theirs.path()).isEqualTo(mine.path());
        assertThat(theirs.name()).isEqualTo("n");
        assertThat(theirs.isDeleted()).isFalse();
        mine.delete();
        assertThat(theirs.isDeleted()).isTrue();
    }

    @Test
    void shouldBeLive() throws Exception {
        SharedLong count = here.longValue("count");
        SharedQueue<String> fills = here.queue("fills", Codecs.utf8());
        SharedStruct<Quote> best = here.struct("best", Quote.class, new Quote("EUR", 1.5));

        SharedLong theirCount = sent(count);
        SharedQueue<String> theirFills = sent(fills);
        SharedStruct<Quote> theirBest = sent(best);
        theirCount.incrementAndGet();
        theirFills.put("bought");
        theirBest.write(new Quote("EUR", 2));

        assertThat(count.get()).isEqualTo(1);
        assertThat(fills.take()).isEqualTo("bought");
        assertThat(best.read().price()).isEqualTo(2);
    }

    @Test
    void shouldOpenWithTheLockTheObjectWasCreatedWith() {
        SharedLong guarded =
                SharedLong.open(here, "guarded", 1, ValueOptions.defaults().lockedBy("book"));
        SharedLong bare =
                SharedLong.open(here, "bare", 2, ValueOptions.defaults().withoutLock());

        SharedLong theirGuarded = sent(guarded);
        SharedLong theirBare = sent(bare);

        assertThat(theirGuarded.lock().name()).isEqualTo("book");
        assertThat(theirBare.get()).isEqualTo(2);
    }

    @Test
    void shouldOpenAgainWhatSomebodyClosed() {
        SharedLong count = here.longValue("count", 3);
        SharedLong first = sent(count);
        first.close();

        SharedLong second = sent(count);

        assertThat(second.get()).isEqualTo(3);
    }

    @Test
    void shouldCloseWithTheDomainItWasReadThrough() {
        SharedLong theirs = sent(here.longValue("count"));

        there.close();

        assertThatThrownBy(theirs::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTellADeletedObjectFromANewOneOfItsName() {
        SharedLong old = here.longValue("count");
        MessageBuffer stored = encode(writer, old);
        SharedLong theirs = (SharedLong) reader.decode(stored);
        old.delete();

        stored.rewind();
        assertThatThrownBy(() -> reader.decode(stored))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("long 'count'");
        here.longValue("count", 9);
        stored.rewind();
        assertThatThrownBy(() -> reader.decode(stored)).isInstanceOf(ObjectDeletedException.class);
        theirs.close();
        stored.rewind();
        assertThatThrownBy(() -> reader.decode(stored))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("store a handle on that");
        assertThat(here.longValue("count").get()).isEqualTo(9);
        assertThatThrownBy(() -> encode(writer, old)).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldCreateNothingWhenTheObjectIsGone() {
        SharedLong old = here.longValue("count");
        MessageBuffer stored = encode(writer, old);
        old.delete();

        assertThatThrownBy(() -> reader.decode(stored)).isInstanceOf(ObjectDeletedException.class);

        assertThat(old.path()).doesNotExist();
    }

    @Test
    void shouldRefuseAnObjectOfAnotherDomain() {
        try (Parley elsewhere = Parley.open(directory.resolve("elsewhere"))) {
            SharedLong count = elsewhere.longValue("count");

            assertThatThrownBy(() -> encode(writer, count))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("SharedLong 'count'")
                    .hasMessageContaining("another domain")
                    .hasMessageContaining("elsewhere");
        }
    }

    @Test
    void shouldRefuseAClosedHandle() {
        SharedLong count = here.longValue("count");
        count.close();

        assertThatThrownBy(() -> encode(writer, count))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldNeedADomain() {
        SharedLong count = here.longValue("count");

        assertThatThrownBy(() -> encode(Codecs.any(), count)).hasMessageContaining("codec.in(parley)");
        assertThatThrownBy(() -> Codecs.any().decode(encode(writer, count))).hasMessageContaining("codec.in(parley)");
    }

    @Test
    void shouldSayWhatToStoreInsteadOfWhatCannotBe() {
        SharedLock inside = here.longValue("count").lock();

        assertThatThrownBy(() -> encode(writer, inside)).hasMessageContaining("the object that the lock lies in");
        assertThatThrownBy(() -> encode(writer, here.lock("book").condition("full")))
                .hasMessageContaining("Store its lock");
        assertThatThrownBy(() -> encode(writer, here.connection("pipe", Codecs.utf8(), End.FIRST)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("connectionCodec");
    }

    @Test
    void shouldSayWhichCodecOrClassIsMissing() {
        SharedQueue<Quote> quotes = here.queue("quotes", Codecs.record(Quote.class));
        MessageBuffer queue = encode(writer, quotes);
        MessageBuffer struct = encode(writer, here.struct("best", Quote.class));
        AnyCodec ignorant = Codecs.any().in(there);

        assertThatThrownBy(() -> ignorant.decode(queue))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("queue 'quotes'")
                .hasMessageContaining(Codecs.record(Quote.class).id())
                .hasMessageContaining("Codecs.any().with(");
        assertThatThrownBy(() -> ignorant.decode(struct))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Quote.class.getName());
    }

    @Test
    void shouldRefuseDamagedHandles() {
        for (int kind : new int[] {0, ObjectKind.DOMAIN.id(), ObjectKind.PIPE.id(), 120, -1}) {
            MessageBuffer bytes = handle(kind, "n", 0);
            assertThatThrownBy(() -> reader.decode(bytes))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("kind " + kind);
        }
        for (int details : new int[] {-1, 17, 127}) {
            MessageBuffer bytes = handle(ObjectKind.LONG.id(), "n", details);
            assertThatThrownBy(() -> reader.decode(bytes))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("details=" + details);
        }
        MessageBuffer outside = handle(ObjectKind.LONG.id(), "../../outside", 0);
        assertThatThrownBy(() -> reader.decode(outside)).isInstanceOf(CodecException.class);
    }

    @Test
    void shouldRefuseAHandleThatSaysTooLittle() {
        SharedLong count = here.longValue("count");
        long generation = Addresses.of(count).file().header().generation();
        MessageBuffer bytes = new MessageBuffer();
        bytes.writeByte(AnyTypes.HANDLE);
        bytes.writeByte(ObjectKind.LONG.id());
        bytes.writeUtf8("count");
        bytes.writeLong(generation);
        bytes.writeByte(0);

        assertThatThrownBy(() -> reader.decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("details=[]");
    }

    private static MessageBuffer handle(int kind, String name, int details) {
        MessageBuffer bytes = new MessageBuffer();
        bytes.writeByte(AnyTypes.HANDLE);
        bytes.writeByte(kind);
        bytes.writeUtf8(name);
        bytes.writeLong(1);
        bytes.writeByte(details);
        return bytes;
    }

    @Test
    void shouldTravelThroughQueues() throws Exception {
        SharedQueue<Object> sending = here.queue("any", Codecs.any());
        SharedQueue<Object> receiving = there.queue("any", Codecs.any());
        SimpleQueue<String> replies = here.simpleQueue("replies", Codecs.utf8());

        sending.put(Map.of("replyTo", replies, "text", "hello"));
        Map<?, ?> request = (Map<?, ?>) receiving.take();
        @SuppressWarnings("unchecked")
        SimpleQueue<String> replyTo = (SimpleQueue<String>) request.get("replyTo");
        replyTo.put(request.get("text") + " yourself");

        assertThat(replies.take()).isEqualTo("hello yourself");
    }
}
