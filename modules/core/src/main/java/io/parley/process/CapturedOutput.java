package io.parley.process;

import java.io.ByteArrayOutputStream;

/** Keeps what an external program prints, up to a limit. */
final class CapturedOutput implements OutputPump.Sink {
    private final long maxBytes;
    private final Runnable onTooMuch;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean tooMuch;

    /** {@code onTooMuch} is called once, when more comes than may be kept; the rest is dropped. */
    CapturedOutput(long maxBytes, Runnable onTooMuch) {
        this.maxBytes = maxBytes;
        this.onTooMuch = onTooMuch;
    }

    @Override
    public void accept(byte[] bytes, int length) {
        if (keep(bytes, length)) {
            onTooMuch.run();
        }
    }

    private synchronized boolean keep(byte[] bytes, int length) {
        int room = (int) Math.min(length, maxBytes - kept.size());
        kept.write(bytes, 0, room);
        boolean first = room < length && !tooMuch;
        tooMuch |= first;
        return first;
    }

    synchronized boolean tooMuch() {
        return tooMuch;
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }
}
