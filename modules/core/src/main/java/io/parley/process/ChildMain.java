package io.parley.process;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.process.Lifeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** What a child JVM runs first: reads from its standard input what to run, opens the domain, and runs it. */
final class ChildMain {
    private ChildMain() {}

    public static void main(String[] args) throws Throwable {
        InputStream lifeline = System.in;
        System.setIn(InputStream.nullInputStream());
        byte[] payload = Lifeline.readPayload(lifeline);
        if (payload == null) {
            return;
        }
        DataInputStream head = new DataInputStream(new ByteArrayInputStream(payload));
        String name = head.readUTF();
        boolean daemon = head.readBoolean();
        ParleyConfig config =
                ParleyConfig.at(Path.of(head.readUTF())).withProcessName(name).withGroupAccess(head.readBoolean());
        for (int left = head.readInt(); left > 0; left--) {
            System.setProperty(head.readUTF(), head.readUTF());
        }
        watch(lifeline, daemon, Thread.currentThread());
        try (Parley parley = Parley.open(config)) {
            int at = payload.length - head.available();
            ParleyProcess process = (ParleyProcess) ObjectStreams.read(payload, at, head.available(), parley);
            process.enter(parley);
            process.run();
        } finally {
            System.out.flush();
            System.err.flush();
        }
    }

    static byte[] payload(ParleyProcess process, Parley parley) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream head = new DataOutputStream(bytes)) {
            head.writeUTF(process.name());
            head.writeBoolean(process.isDaemon());
            head.writeUTF(parley.directory().toString());
            head.writeBoolean(false);
            Map<String, String> properties = process.systemProperties();
            head.writeInt(properties.size());
            for (Map.Entry<String, String> property : properties.entrySet()) {
                head.writeUTF(property.getKey());
                head.writeUTF(property.getValue());
            }
            head.write(ObjectStreams.write(process, parley));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Obeys the parent's commands, until its end. */
    private static void watch(InputStream lifeline, boolean daemon, Thread main) {
        Thread watch = new Thread(
                () -> {
                    try {
                        ChildCommands.obey(lifeline, main);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        if (daemon) {
                            Runtime.getRuntime().halt(1);
                        }
                    }
                },
                "parley-lifeline");
        watch.setDaemon(true);
        watch.start();
    }
}
