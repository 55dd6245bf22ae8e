package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.server.Kind;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.ObjectOps;
import io.parley.pipe.AuthKey;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that knows the key, and has bugs: random operations with random arguments on objects of every kind. Each is
 * answered, or the connection ends; a client beside it goes on.
 */
@Timeout(180)
class FuzzedRequestsTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {4, 5, 6});
    private static final int ROUNDS = 100;
    private static final int REQUESTS = 200;
    private static final int MOST_OPS = 80;

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;
    private ManagedLong good;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.start(parley, KEY);
        manager = Manager.connect(server.address(), KEY);
        good = manager.longValue("good", 4711);
    }

    @AfterEach
    void stop() {
        manager.close();
        server.close();
        parley.close();
    }

    @Test
    void shouldAnswerRandomRequestsOrEndTheirConnection() throws IOException {
        Random random = new Random(Seeds.derive("requests"));
        int objects = openSomeOfEachKind();
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            answered += round(random, objects);
            assertThat(good.get()).isEqualTo(4711);
        }

        assertThat(answered).isGreaterThan(ROUNDS * REQUESTS / 4);
        await().untilAsserted(() -> {
            assertThat(server.sessions()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        });
    }

    /** One short life of a client; how many of its requests were answered. */
    private int round(Random random, int objects) throws IOException {
        int answers = 0;
        try (RawClient client = new RawClient(server.address()).prove(KEY).open()) {
            for (int seq = 1; seq <= REQUESTS; seq++) {
                int op = 1 + random.nextInt(MOST_OPS);
                // number 1 is the good client's
                int object = random.nextInt(20) == 0 ? 0 : 2 + random.nextInt(objects + 1);
                if (op != ObjectOps.DELETE) {
                    client.request(seq, object, op, object == 0 ? opening(random) : args(random));
                }
            }
            client.send(FrameType.ACK.id(), 0, client.session(), 0, 0, 0, new MessageBuffer());
            while (client.read().type() != FrameType.ALIVE) {
                answers++;
            }
        } catch (EOFException | SocketException ended) {
            // that is an answer as well
        }
        return answers;
    }

    private static MessageBuffer args(Random random) {
        MessageBuffer args = new MessageBuffer();
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            part(random, args);
        }
        return args;
    }

    private static void part(Random random, MessageBuffer args) {
        switch (random.nextInt(8)) {
            case 0 -> args.writeLong(random.nextLong());
            case 1 -> args.writeLong(random.nextInt(10) - 2);
            case 2 -> args.writeLong(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
            case 3 -> args.writeInt(random.nextInt());
            case 4 -> args.writeInt(random.nextInt(10) - 2);
            case 5 -> args.writeInt(random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE);
            case 6 -> args.writeUtf8("abcdefghij".substring(random.nextInt(10)));
            default -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                args.writeBytes(bytes, 0, bytes.length);
            }
        }
    }

    /** Asks for an object of some kind, with random details. */
    private static MessageBuffer opening(Random random) {
        Integer[] kinds = ManagerServer.kinds(null, null).keySet().toArray(Integer[]::new);
        MessageBuffer args = new MessageBuffer();
        args.writeInt(kinds[random.nextInt(kinds.length)]);
        args.writeUtf8("fuzz-" + random.nextInt(5));
        MessageBuffer details = args(random);
        args.writeBytes(details.array(), 0, details.length());
        return args;
    }

    /** Calls every method of the manager that takes a name; the objects get the numbers from 2 on. */
    private int openSomeOfEachKind() {
        int made = 0;
        for (Method method : Manager.class.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            if (!Modifier.isStatic(method.getModifiers()) && types.length > 0 && types[0] == String.class) {
                made += canBeMade(method, types) ? 1 : 0;
            }
        }
        assertThat(made).isPositive();
        System.err.println("objects to fuzz: " + made + ", kinds: "
                + ManagerServer.kinds(null, null).values().stream()
                        .map(Kind::words)
                        .toList());
        return made;
    }

    private boolean canBeMade(Method method, Class<?>[] types) {
        Object[] args = new Object[types.length];
        args[0] = "fuzz-" + method.getName();
        Map<Class<?>, Object> some = Map.of(
                int.class,
                4,
                long.class,
                4L,
                double.class,
                4.0,
                boolean.class,
                true,
                byte.class,
                (byte) 4,
                Duration.class,
                Duration.ofSeconds(1),
                String.class,
                "text");
        for (int i = 1; i < types.length; i++) {
            args[i] = some.get(types[i]);
        }
        try {
            method.invoke(manager, args);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false; // needs something that this test does not know
        }
    }
}
