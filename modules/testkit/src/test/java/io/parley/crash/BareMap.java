package io.parley.crash;

import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A Chronicle Map as it comes, of one segment; what a Parley map is compared with. */
final class BareMap {
    /** Chronicle Map compiles classes when it is first used, and reaches into the compiler for that. */
    static final String[] FLAGS = {
        "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED", "-Dchronicle.analytics.disable=true"
    };

    /** What this JVM does at each value: {@code write}, {@code read}, or neither. */
    private static String pausesAt = "";

    private BareMap() {}

    /** Opens it; this process stops and tells its parent in the middle of the next write or read of a value. */
    static ChronicleMap<Long, byte[]> open(Path file, String pauseAt) throws IOException {
        ChronicleMap<Long, byte[]> map = ChronicleMapBuilder.of(Long.class, byte[].class)
                .valueMarshallers(new Values(), new Values())
                .averageValueSize(100)
                .entries(1_000)
                .actualSegments(1)
                .createPersistedTo(file.toFile());
        pausesAt = pauseAt;
        return map;
    }

    /** Bytes as they are. */
    static final class Values implements SizedReader<byte[]>, SizedWriter<byte[]> {
        private static void pause(String place) {
            if (pausesAt.equals(place)) {
                Script.barrier("in the middle");
            }
        }

        @Override
        public byte[] read(Bytes<?> in, long size, byte[] using) {
            pause("read");
            byte[] value = new byte[(int) size];
            in.read(value);
            return value;
        }

        @Override
        public long size(byte[] value) {
            return value.length;
        }

        @Override
        public void write(Bytes<?> out, long size, byte[] value) {
            out.write(value, 0, value.length / 2);
            pause("write");
            out.write(value, value.length / 2, value.length - value.length / 2);
        }

        @Override
        public void readMarshallable(WireIn wire) {}

        @Override
        public void writeMarshallable(WireOut wire) {}
    }
}
