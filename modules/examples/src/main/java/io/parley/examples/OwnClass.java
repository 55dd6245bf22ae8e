package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Arguments;
import io.parley.manager.Carries;
import io.parley.manager.Manager;
import io.parley.manager.ManagerProcess;
import io.parley.manager.ManagerServer;
import io.parley.manager.ObjectFactory;
import io.parley.manager.RegisteredObject;
import io.parley.manager.Registration;
import io.parley.manager.RemoteInvocationException;
import io.parley.manager.ReturnsProxy;
import io.parley.manager.ServerSetup;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Classes of one's own through a manager, whose objects live in another process; the tutorials' E2E-29. */
public final class OwnClass {
    private OwnClass() {}

    interface Maths {
        int add(int x, int y);

        int mul(int x, int y);
    }

    private static final class MathsClass implements Maths {
        @Override
        public int add(int x, int y) {
            return x + y;
        }

        @Override
        public int mul(int x, int y) {
            return x * y;
        }
    }

    /** Not known by the interface but by what it carries. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    @Carries(TooMuch.class)
    interface Account extends AutoCloseable {
        long balance();

        void withdraw(long amount);

        void audit();

        @Override
        void close();
    }

    interface Bank {
        @ReturnsProxy("Account")
        Account open(long balance);
    }

    private static final class Book implements Account {
        private long balance;

        Book(long balance) {
            this.balance = balance;
        }

        @Override
        public long balance() {
            return balance;
        }

        @Override
        public void withdraw(long amount) {
            if (amount > balance) {
                throw new TooMuch("balance=" + balance + ", amount=" + amount);
            }
            balance -= amount;
        }

        @Override
        public void audit() {
            throw new AssertionError("never audited");
        }

        @Override
        public void close() {
            balance = 0;
        }
    }

    private static Account account(Arguments arguments) {
        return new Book(arguments.get(0, Long.class));
    }

    private static void setUp(ManagerServer server) {
        ObjectFactory<Account> accounts = OwnClass::account;
        server.register("Maths", Maths.class, MathsClass::new);
        server.register(
                Registration.withArguments("Account", Account.class, accounts).serialised());
        server.registerShared("bank", Bank.class, () -> (Bank) Book::new);
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        AuthKey key = AuthKey.of("abc".getBytes(StandardCharsets.UTF_8));
        ServerSetup setup = OwnClass::setUp; // runs in the server's process
        try (Parley parley = Parley.open("own-class-" + ProcessHandle.current().pid())) {
            try (ManagerProcess process = ManagerProcess.start(parley, key, setup);
                    Manager manager = process.connect()) {
                Maths maths = manager.create("Maths", Maths.class);
                System.out.println(maths.add(4, 3));
                System.out.println(maths.mul(7, 8));

                Account mine = manager.create("Account", Account.class, 10L);
                Account other = manager.<Bank>get("bank", Bank.class).open(5);
                mine.withdraw(3);
                System.out.println(mine.balance() + " " + other.balance());
                System.out.println(RegisteredObject.of(other).typeid());
                fail(mine);
                mine.close();
                System.out.println("destroyed: " + RegisteredObject.of(mine).isDestroyed());
            }
            parley.delete();
        }
    }

    private static void fail(Account account) {
        try {
            account.withdraw(100);
        } catch (TooMuch asThere) {
            System.out.println(asThere.getMessage());
        }
        try {
            account.audit();
        } catch (RemoteInvocationException notAsHere) {
            System.out.println(notAsHere.className());
        }
    }
}
