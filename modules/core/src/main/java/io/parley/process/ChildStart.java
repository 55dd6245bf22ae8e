package io.parley.process;

import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a child has to know before it can read its target, as bytes in front of that target.
 *
 * @param config the domain, and how the child takes part
 * @param daemon whether it ends with its parent
 * @param depth how many processes are above it
 * @param parentPid the parent
 * @param parentName how the parent is called
 * @param record the child's place in the domain's table of children
 * @param recordNumber which use of that place
 * @param utf8Out whether the parent reads its standard output
 * @param utf8Err whether the parent reads its standard error
 * @param systemProperties set before anything of the target is loaded
 */
record ChildStart(
        ParleyConfig config,
        boolean daemon,
        int depth,
        long parentPid,
        String parentName,
        int record,
        long recordNumber,
        boolean utf8Out,
        boolean utf8Err,
        Map<String, String> systemProperties) {
    private static final WaitStrategy[] STRATEGIES = {WaitStrategy.adaptive(), WaitStrategy.block(), WaitStrategy.spin()
    };

    /** A start as it arrived, and where the target begins. */
    record Read(ChildStart start, int length) {}

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(out, config.directory().toString());
            writeText(out, config.processName());
            out.writeBoolean(config.groupAccess());
            out.writeBoolean(config.durable());
            writeText(out, config.waitStrategy().toString());
            out.writeLong(config.waitStrategy().parkNs());
            out.writeBoolean(daemon);
            out.writeInt(depth);
            out.writeLong(parentPid);
            writeText(out, parentName);
            out.writeInt(record);
            out.writeLong(recordNumber);
            out.writeBoolean(utf8Out);
            out.writeBoolean(utf8Err);
            out.writeInt(systemProperties.size());
            for (Map.Entry<String, String> property : systemProperties.entrySet()) {
                writeText(out, property.getKey());
                writeText(out, property.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Read read(byte[] payload) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(payload);
        DataInputStream in = new DataInputStream(bytes);
        ParleyConfig config = ParleyConfig.at(Path.of(readText(in)))
                .withProcessName(readText(in))
                .withGroupAccess(in.readBoolean())
                .withDurable(in.readBoolean())
                .withWaitStrategy(strategy(readText(in), in.readLong()));
        boolean daemon = in.readBoolean();
        int depth = in.readInt();
        long parentPid = in.readLong();
        String parentName = readText(in);
        int record = in.readInt();
        long recordNumber = in.readLong();
        boolean utf8Out = in.readBoolean();
        boolean utf8Err = in.readBoolean();
        Map<String, String> properties = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            properties.put(readText(in), readText(in));
        }
        ChildStart start = new ChildStart(
                config,
                daemon,
                depth,
                parentPid,
                parentName,
                record,
                recordNumber,
                utf8Out,
                utf8Err,
                Map.copyOf(properties));
        return new Read(start, payload.length - bytes.available());
    }

    private static WaitStrategy strategy(String name, long parkNs) {
        if (parkNs > 0) {
            return WaitStrategy.park(Duration.ofNanos(parkNs));
        }
        for (WaitStrategy known : STRATEGIES) {
            if (known.toString().equals(name)) {
                return known;
            }
        }
        return WaitStrategy.adaptive();
    }

    /** Names and values may be longer than {@code writeUTF} allows. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
