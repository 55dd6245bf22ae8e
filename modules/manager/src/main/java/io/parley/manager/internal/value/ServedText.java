package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServerContext;
import io.parley.value.SharedText;
import java.nio.charset.StandardCharsets;

/** A text, served. */
final class ServedText extends ServedWhole {
    private final SharedText text;

    private ServedText(ServerContext server, SharedText text) {
        super(server, text, text.lock(), text::version);
        this.text = text;
    }

    static ServedText open(ServerContext server, String name, MessageReader details) {
        return new ServedText(server, SharedText.open(server.parley(), name, details.readInt(), details.readUtf8()));
    }

    @Override
    void readOrWrite(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case WholeOps.GET -> {
                call.reply().writeUtf8(get());
                call.done();
            }
            case WholeOps.SET -> {
                String next = args.readUtf8();
                write(call, () -> {
                    text.set(next);
                    call.done();
                });
            }
            case WholeOps.GET_AND_SET -> {
                String next = args.readUtf8();
                write(call, () -> {
                    String old = get();
                    text.set(next);
                    call.reply().writeUtf8(old);
                    call.done();
                });
            }
            case WholeOps.COMPARE_AND_SET -> {
                String expected = args.readUtf8();
                String next = args.readUtf8();
                write(call, () -> call.done(text.compareAndSet(expected, next)));
            }
            default -> throw unknown(call);
        }
    }

    private String get() {
        String now = text.get();
        if (now.length() > WholeOps.MAX_BYTES / 4) {
            WholeOps.requireFits(now.getBytes(StandardCharsets.UTF_8).length, text.name());
        }
        return now;
    }
}
