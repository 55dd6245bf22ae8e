package io.parley.perf.latency;

import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a program would do by hand: a mapped file with a number in front, which the writer raises when the bytes behind
 * it are there, and which readers look at all the time. Readers see whole values here because the writer waits for
 * them.
 */
final class MappedValue implements Values.Value {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int NUMBER = 0;
    private static final int CONTENT = 64;

    private final ByteBuffer page;
    private long number;

    private MappedValue(ByteBuffer page) {
        this.page = page;
    }

    static MappedValue open(Path directory, int bytes) {
        return new MappedValue(Scratch.map(directory.resolve("value"), CONTENT + bytes, StandardOpenOption.CREATE));
    }

    @Override
    public void publish(Payload message) {
        page.put(CONTENT, message.bytes());
        LONG.setVolatile(page, NUMBER, ++number);
    }

    @Override
    public void await(Payload into) throws InterruptedException {
        long found;
        while ((found = (long) LONG.getVolatile(page, NUMBER)) == number) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.onSpinWait();
        }
        number = found;
        page.get(CONTENT, into.bytes());
    }
}
