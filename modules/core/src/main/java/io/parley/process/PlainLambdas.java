package io.parley.process;

import io.parley.internal.serial.ClassRule;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Lambdas that capture nothing: each is the same bytes every time, and the same object does for all of them. So it is
 * written once for each class of lambda, and read once for each process.
 */
final class PlainLambdas {
    private static final int MAX_KNOWN = 1_000;

    private static final ClassValue<AtomicReference<Written>> WRITTEN = new ClassValue<>() {
        @Override
        protected AtomicReference<Written> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private static final Map<Key, Read> READ = new ConcurrentHashMap<>();

    private PlainLambdas() {}

    /** What was written under that rule. */
    private record Written(ClassRule rule, byte[] bytes) {}

    /** What was read with that loader. */
    private record Read(WeakReference<ClassLoader> loader, SoftReference<Object> lambda) {}

    private record Key(byte[] bytes, ClassRule rule) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && rule == that.rule && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** The bytes of such a lambda, if it was written before; the caller must not change them. */
    static byte[] known(Object lambda, ClassRule rule) {
        if (!lambda.getClass().isHidden()) {
            return null;
        }
        Written known = WRITTEN.get(lambda.getClass()).get();
        return known != null && known.rule() == rule ? known.bytes() : null;
    }

    /** Takes note of the bytes of one, and marks them as such. */
    static void remember(Object lambda, ClassRule rule, byte[] bytes) {
        bytes[0] = ObjectStreams.PLAIN_LAMBDA;
        WRITTEN.get(lambda.getClass()).set(new Written(rule, bytes));
    }

    /** The lambda of these bytes; {@code reading} reads it if it was not read before. */
    static Object read(byte[] bytes, int offset, int length, ClassRule rule, Supplier<Object> reading) {
        ClassLoader loader = ObjectReader.loader();
        Key key = new Key(Arrays.copyOfRange(bytes, offset, offset + length), rule);
        Read known = READ.get(key);
        Object lambda = known == null || known.loader().get() != loader
                ? null
                : known.lambda().get();
        if (lambda == null) {
            lambda = reading.get();
            if (READ.size() >= MAX_KNOWN) {
                READ.clear();
            }
            READ.put(key, new Read(new WeakReference<>(loader), new SoftReference<>(lambda)));
        }
        return lambda;
    }
}
