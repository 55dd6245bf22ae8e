package io.parley.manager;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Interfaces and classes that tests register. */
final class Samples {
    private Samples() {}

    record Point(int x, int y) {}

    enum Colour {
        RED,
        GREEN
    }

    /** Nobody names it. */
    record Stranger(String text) {}

    static final class InsufficientFunds extends Exception {
        private static final long serialVersionUID = 1L;

        /** How much. */
        final long missing;

        InsufficientFunds(long missing) {
            super("missing=" + missing);
            this.missing = missing;
        }
    }

    /** No client knows it. */
    static final class Internal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Internal(String message, Throwable cause) {
            super(message, cause);
        }
    }

    interface Maths {
        int add(int a, int b);

        int mul(int a, int b);

        default int twice(int a) {
            return add(a, a);
        }
    }

    static class MathsImpl implements Maths {
        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int mul(int a, int b) {
            return a * b;
        }

        @Override
        public String toString() {
            return "maths!";
        }
    }

    interface Account extends AutoCloseable {
        long balance();

        void withdraw(long amount) throws InsufficientFunds;

        @Override
        void close();
    }

    static final class AccountImpl implements Account {
        private final AtomicInteger closed;
        private long balance;

        AccountImpl(long balance, AtomicInteger closed) {
            this.balance = balance;
            this.closed = closed;
        }

        @Override
        public synchronized long balance() {
            return balance;
        }

        @Override
        public synchronized void withdraw(long amount) throws InsufficientFunds {
            if (amount > balance) {
                throw new InsufficientFunds(amount - balance);
            }
            balance -= amount;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    interface Bank {
        @ReturnsProxy("Account")
        Account open(long balance);

        List<Account> accounts();

        long total(List<Account> accounts);

        Account richest(Account one, Account other);
    }

    static final class BankImpl implements Bank {
        private final List<Account> all = new ArrayList<>();
        private final AtomicInteger closed;

        BankImpl(AtomicInteger closed) {
            this.closed = closed;
        }

        @Override
        public synchronized Account open(long balance) {
            AccountImpl account = new AccountImpl(balance, closed);
            all.add(account);
            return account;
        }

        @Override
        public synchronized List<Account> accounts() {
            return List.copyOf(all);
        }

        @Override
        public long total(List<Account> accounts) {
            return accounts.stream().mapToLong(Account::balance).sum();
        }

        @Override
        public Account richest(Account one, Account other) {
            return one.balance() >= other.balance() ? one : other;
        }
    }

    @Carries(InsufficientFunds.class)
    interface Oddities {
        String over(String text);

        String over(int number);

        String over(Object anything);

        Point move(Point point, Colour colour);

        Object echo(Object value);

        String[] words(String... words);

        int[] numbers(int[] numbers);

        Map<String, List<Point>> nested();

        CompletableFuture<String> later(String text);

        CompletableFuture<String> failLater();

        void fail(String how) throws Exception;

        Object stranger();

        List<Object> deep(int depth);

        byte[] large(int bytes);

        void nothing();

        void block() throws InterruptedException;

        int busy(int ms);
    }

    static class OdditiesImpl implements Oddities {
        static final CountDownLatch BLOCKED = new CountDownLatch(1);

        @Override
        public String over(String text) {
            return "text " + text;
        }

        @Override
        public String over(int number) {
            return "number " + number;
        }

        @Override
        public String over(Object anything) {
            return "anything " + anything;
        }

        @Override
        public Point move(Point point, Colour colour) {
            return colour == Colour.RED ? new Point(point.x() + 1, point.y()) : point;
        }

        @Override
        public Object echo(Object value) {
            return value;
        }

        @Override
        public String[] words(String... words) {
            words[0] = words[0].toUpperCase(java.util.Locale.ROOT);
            return words;
        }

        @Override
        public int[] numbers(int[] numbers) {
            numbers[0]++;
            return numbers;
        }

        @Override
        public Map<String, List<Point>> nested() {
            return Map.of("a", List.of(new Point(1, 2)));
        }

        @Override
        public CompletableFuture<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + " later");
        }

        @Override
        public CompletableFuture<String> failLater() {
            return CompletableFuture.failedFuture(new InsufficientFunds(3));
        }

        @Override
        public void fail(String how) throws Exception {
            switch (how) {
                case "checked" -> throw new InsufficientFunds(5);
                case "internal" -> throw new Internal("inside", new IllegalStateException("deeper"));
                case "error" -> throw new StackOverflowError("deep");
                case "interrupted" -> throw new InterruptedException("stop");
                case "null message" -> throw new NullPointerException();
                default -> throw new IllegalArgumentException("how=" + how);
            }
        }

        @Override
        public Object stranger() {
            return new Stranger("?");
        }

        @Override
        public List<Object> deep(int depth) {
            List<Object> list = new ArrayList<>();
            for (int i = 1; i < depth; i++) {
                list = new ArrayList<>(List.of(list));
            }
            return list;
        }

        @Override
        public byte[] large(int bytes) {
            return new byte[bytes];
        }

        @Override
        public void nothing() {}

        @Override
        public void block() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public int busy(int ms) {
            return ms;
        }
    }

    interface Blocker {
        void block() throws InterruptedException;

        int interrupted();
    }

    static final class BlockerImpl implements Blocker, Serializable {
        private static final long serialVersionUID = 1L;

        private final AtomicInteger interrupted = new AtomicInteger();

        @Override
        public void block() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        }

        @Override
        public int interrupted() {
            return interrupted.get();
        }
    }

    /** Counts how many of its calls run at once; a caller says when enough are there. */
    interface Meter {
        int most(int times);
    }

    static final class MeterImpl implements Meter {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public int most(int times) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            for (int i = 0; i < times; i++) {
                Thread.yield();
            }
            running.decrementAndGet();
            return most.get();
        }
    }
}
