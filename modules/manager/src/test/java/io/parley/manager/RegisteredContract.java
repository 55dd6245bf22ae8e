package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.Samples.Account;
import io.parley.manager.Samples.AccountImpl;
import io.parley.manager.Samples.Bank;
import io.parley.manager.Samples.BankImpl;
import io.parley.manager.Samples.Blocker;
import io.parley.manager.Samples.BlockerImpl;
import io.parley.manager.Samples.Colour;
import io.parley.manager.Samples.InsufficientFunds;
import io.parley.manager.Samples.Maths;
import io.parley.manager.Samples.MathsImpl;
import io.parley.manager.Samples.Meter;
import io.parley.manager.Samples.MeterImpl;
import io.parley.manager.Samples.Oddities;
import io.parley.manager.Samples.OdditiesImpl;
import io.parley.manager.Samples.Point;
import io.parley.manager.Samples.Stranger;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What registered classes do, wherever the server is. */
@Timeout(60)
abstract class RegisteredContract {
    /** Not the common pool: with two processors JDK 25 gives that one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();

    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final int HUGE = 40 << 20;

    @TempDir
    Path directory;

    final AtomicInteger closed = new AtomicInteger();
    private final BlockerImpl blocker = new BlockerImpl();
    private Parley parley;
    private ManagerServer server;
    private Manager manager;

    abstract Manager manager(ManagerServer of) throws IOException;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        BlockingQueue<String> tasks = new LinkedBlockingQueue<>();
        server = ManagerServer.create(parley, KEY)
                .register("Maths", Maths.class, MathsImpl::new)
                .register(Registration.<Maths>of("Adder", Maths.class, MathsImpl::new)
                        .exposed("add"))
                .register(Registration.<Account>withArguments(
                        "Account", Account.class, a -> new AccountImpl(a.get(0, Long.class), closed)))
                .registerShared("bank", Bank.class, () -> new BankImpl(closed))
                .register(Registration.<Bank>of("Bank", Bank.class, () -> new BankImpl(closed)))
                .register("Oddities", Oddities.class, OdditiesImpl::new)
                .registerShared("tasks", BlockingQueue.class, () -> tasks)
                .registerShared("blocker", Blocker.class, () -> blocker)
                .register(Registration.<Meter>of("Meter", Meter.class, MeterImpl::new)
                        .serialised())
                .register(Registration.returnedOnly("Returned", Maths.class))
                .start();
        manager = manager(server);
    }

    @AfterEach
    void stop() {
        manager.close();
        server.shutdown(java.time.Duration.ZERO);
        parley.close();
    }

    @Test
    void shouldCallMethodsOfAnObjectAtTheServer() {
        Maths maths = manager.create("Maths", Maths.class);

        assertThat(maths.add(4, 3)).isEqualTo(7);
        assertThat(maths.mul(7, 8)).isEqualTo(56);
        assertThat(maths.twice(21)).isEqualTo(42);
    }

    @Test
    void shouldBeEqualToProxiesOfTheSameObjectOnly() {
        Maths one = manager.create("Maths", Maths.class);
        Maths other = manager.create("Maths", Maths.class);
        Bank bank = manager.get("bank", Bank.class);

        assertThat(one).isEqualTo(one).isNotEqualTo(other).isNotEqualTo(new MathsImpl());
        assertThat(bank).isEqualTo(manager.get("bank", Bank.class)).hasSameHashCodeAs(manager.get("bank", Bank.class));
        assertThat(one).hasToString("maths!");
        assertThat(RegisteredObject.of(one).toString()).startsWith("<Maths proxy, object ");
        assertThat(RegisteredObject.of(one).typeid()).isEqualTo("Maths");
    }

    @Test
    void shouldTellOverloadsApart() {
        Oddities odd = manager.create("Oddities", Oddities.class);

        assertThat(odd.over("a")).isEqualTo("text a");
        assertThat(odd.over(1)).isEqualTo("number 1");
        assertThat(odd.over((Object) "b")).isEqualTo("anything b");
    }

    @Test
    void shouldCopyArgumentsAndResults() {
        Oddities odd = manager.create("Oddities", Oddities.class);
        String[] words = {"a", null};
        int[] numbers = {1, 2};

        assertThat(odd.move(new Point(1, 2), Colour.RED)).isEqualTo(new Point(2, 2));
        assertThat(odd.words(words)).containsExactly("A", null);
        assertThat(odd.numbers(numbers)).containsExactly(2, 2);
        assertThat(odd.nested()).isEqualTo(Map.of("a", List.of(new Point(1, 2))));
        assertThat(odd.echo(null)).isNull();
        assertThat(odd.echo(Arrays.asList(1, null, "x"))).isEqualTo(Arrays.asList(1, null, "x"));
        odd.nothing();
        assertThat(words).containsExactly("a", null);
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void shouldThrowWhatTheMethodThrew() {
        Account account = manager.create("Account", Account.class, 10L);
        Oddities odd = manager.create("Oddities", Oddities.class);

        Throwable checked = catchThrowable(() -> account.withdraw(15));
        assertThat(checked).isInstanceOf(InsufficientFunds.class).hasMessage("missing=5");
        assertThat(((InsufficientFunds) checked).missing).isEqualTo(5);
        assertThat(catchThrowable(() -> odd.fail("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("how=other");
        assertThat(catchThrowable(() -> odd.fail("null message")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(null);
        assertThat(catchThrowable(() -> odd.fail("interrupted")))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("stop");
        assertThat(account.balance()).isEqualTo(10);
    }

    @Test
    void shouldShowTheFramesOfBothSides() {
        Oddities odd = manager.create("Oddities", Oddities.class);

        Throwable thrown = catchThrowable(() -> odd.fail("other"));

        assertThat(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString))
                .anyMatch(frame -> frame.contains("OdditiesImpl.fail"))
                .anyMatch(frame -> frame.startsWith("parley.server(pid "))
                .anyMatch(frame -> frame.contains("RegisteredContract"));
    }

    @Test
    void shouldDescribeWhatCannotBeThrownHere() {
        Oddities odd = manager.create("Oddities", Oddities.class);

        assertThat(catchThrowable(() -> odd.fail("internal")))
                .isInstanceOfSatisfying(
                        RemoteInvocationException.class,
                        e -> assertThat(e.className()).isEqualTo("io.parley.manager.Samples$Internal"))
                .hasMessage("io.parley.manager.Samples$Internal: inside")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(() -> odd.fail("error")))
                .isInstanceOf(RemoteInvocationException.class)
                .hasMessage("java.lang.StackOverflowError: deep");
    }

    @Test
    void shouldAnswerLater() throws Exception {
        Oddities odd = manager.create("Oddities", Oddities.class);

        assertThat(odd.later("see you").get()).isEqualTo("see you later");
        assertThat(catchThrowable(() -> odd.failLater().get())).hasCauseInstanceOf(InsufficientFunds.class);
    }

    @Test
    void shouldReturnProxies() throws Exception {
        Bank bank = manager.get("bank", Bank.class);

        Account poor = bank.open(1);
        Account rich = bank.open(100);

        rich.withdraw(10);
        assertThat(rich.balance()).isEqualTo(90);
        assertThat(bank.total(List.of(poor, rich))).isEqualTo(91);
        assertThat(bank.richest(poor, rich)).isEqualTo(rich);
        assertThat(bank.accounts()).containsExactly(poor, rich);
        bank.accounts().get(0).withdraw(1);
        assertThat(poor.balance()).isZero();
    }

    @Test
    void shouldShareOneObject() throws Exception {
        BlockingQueue<String> tasks = manager.get("tasks", BlockingQueue.class);
        Queue<String> same = manager.get("tasks", Queue.class);

        tasks.put("a");
        same.add("b");

        assertThat(tasks.take()).isEqualTo("a");
        assertThat(same.poll()).isEqualTo("b");
        assertThat(tasks.poll(1, TimeUnit.MILLISECONDS)).isNull();
        assertThatThrownBy(tasks::remove).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void shouldEndAnObjectThatIsClosedOrDestroyed() {
        Account account = manager.create("Account", Account.class, 10L);
        Maths maths = manager.create("Maths", Maths.class);

        account.close();
        account.close();
        RegisteredObject.of(maths).destroy();
        RegisteredObject.of(maths).destroy();

        assertThat(closed).hasValue(1);
        assertThat(RegisteredObject.of(account).isDestroyed()).isTrue();
        assertThatThrownBy(account::balance).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> maths.add(1, 2))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("object " + RegisteredObject.of(maths).number());
        assertThatThrownBy(() ->
                        RegisteredObject.of(manager.get("bank", Bank.class)).destroy())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldEndObjectsWithTheirSession() throws IOException {
        Account detached;
        Account left;
        try (Manager other = manager(server)) {
            left = other.create("Account", Account.class, 1L);
            detached = other.create("Account", Account.class, 2L);
            RegisteredObject.of(detached).detach();
            Codec<Account> codec = manager.proxyCodec(Account.class);
            left = copy(left, other.proxyCodec(Account.class), codec);
            detached = copy(detached, other.proxyCodec(Account.class), codec);
            assertThat(left.balance()).isEqualTo(1);
        }
        Awaitility.await().untilAtomic(closed, org.hamcrest.Matchers.is(1));

        assertThat(detached.balance()).isEqualTo(2);
        assertThatThrownBy(left::balance).isInstanceOf(ObjectDeletedException.class);
    }

    private static <T> T copy(T proxy, Codec<T> from, Codec<T> to) {
        MessageBuffer bytes = new MessageBuffer();
        from.encode(proxy, bytes);
        return to.decode(bytes);
    }

    @Test
    void shouldRefuseWhatIsNotExposedOrNotRegistered() {
        Maths adder = manager.create("Adder", Maths.class);

        assertThat(adder.add(1, 2)).isEqualTo(3);
        assertThatThrownBy(() -> adder.mul(1, 2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("not exposed: mul(int,int)");
        assertRefused(() -> manager.create("Nobody", Maths.class), "registered=[");
        assertThatThrownBy(() -> manager.create("bank", Bank.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Use get()");
        assertThatThrownBy(() -> manager.get("Maths", Maths.class)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> manager.create("Returned", Maths.class))
                .isInstanceOf(UnsupportedOperationException.class);
        assertRefused(() -> manager.create("Maths", MathsImpl.class), "not an interface");
    }

    @Test
    void shouldRefuseWrongArguments() {
        Oddities odd = manager.create("Maths", Oddities.class);
        assertThatThrownBy(odd::nothing).isInstanceOf(UnsupportedOperationException.class);

        assertThat(catchThrowable(() -> manager.create("Account", Account.class)))
                .hasMessageContaining("too few arguments for 'Account'");
        assertThat(catchThrowable(() -> manager.create("Account", Account.class, "ten")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type=java.lang.String");
        assertThat(catchThrowable(() -> manager.create("Maths", Maths.class, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes no arguments");
    }

    @Test
    void shouldRefuseClassesThatNobodyNamed() {
        Oddities odd = manager.create("Oddities", Oddities.class);

        assertThatThrownBy(() -> odd.echo(new Stranger("me")))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Stranger");
        assertThatThrownBy(odd::stranger)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Stranger");
        manager.allow(Stranger.class);
        assertThatThrownBy(() -> odd.echo(new Stranger("me")))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Stranger");
        assertThat(odd.over(1)).isEqualTo("number 1");
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLarge() {
        Oddities odd = manager.create("Oddities", Oddities.class);
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            deep = List.of(deep);
        }
        List<Object> tooDeep = deep;

        assertThatThrownBy(() -> odd.echo(tooDeep)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> odd.deep(300)).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> odd.large(HUGE)).hasMessageContaining("too large");
        assertThat(odd.over(1)).isEqualTo("number 1");
    }

    @Test
    void shouldInterruptTheCallOfAnInterruptedCaller() throws Exception {
        Blocker remote = manager.get("blocker", Blocker.class);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> outcome.complete(catchThrowable(remote::block)));
        caller.start();
        Awaitility.await().until(() -> blocker.running() == 1);

        caller.interrupt();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(blocker.interrupted()).isEqualTo(1);
    }

    @Test
    void shouldNotStopOthersByCallsThatDoNotReturn() throws Exception {
        Blocker remote = manager.get("blocker", Blocker.class);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Thread caller = new Thread(() -> catchThrowable(remote::block));
            caller.start();
            callers.add(caller);
        }

        Awaitility.await().until(() -> blocker.running() == 32);
        assertThat(manager.<Maths>create("Maths", Maths.class).add(1, 2)).isEqualTo(3);

        callers.forEach(Thread::interrupt);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(blocker.running()).isZero();
    }

    @Test
    void shouldRunOneCallAtATimeWhereThatWasSaid() {
        Meter meter = manager.create("Meter", Meter.class);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> meter.most(1_000), THREADS));
        }

        assertThat(calls).extracting(CompletableFuture::join).containsOnly(1);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
