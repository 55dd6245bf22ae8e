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
        "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
        "-Dchronicle.analytics.disable=true",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto"
    };

    /** What this JVM stops at: {@code write} or {@code read} of a value. */
    private static volatile String stopsAt = "";

    private BareMap() {}

    static ChronicleMap<Long, byte[]> open(Path file) throws IOException {
        return ChronicleMapBuilder.of(Long.class, byte[].class)
                .valueMarshallers(new Values(), new Values())
                .averageValueSize(100)
                .entries(1_000)
                .actualSegments(1)
                .createPersistedTo(file.toFile());
    }

    /** From now on this process tells its parent when it is in the middle of a value, and goes no further. */
    static void stopAt(String place) {
        stopsAt = place;
    }

    private static void stop(String place) {
        if (stopsAt.equals(place)) {
            Script.barrier("in the middle");
        }
    }

    /** Bytes as they are. */
    static final class Values implements SizedReader<byte[]>, SizedWriter<byte[]> {
        @Override
        public byte[] read(Bytes<?> in, long size, byte[] using) {
            stop("read");
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
            stop("write");
            out.write(value, value.length / 2, value.length - value.length / 2);
        }

        @Override
        public void readMarshallable(WireIn wire) {}

        @Override
        public void writeMarshallable(WireOut wire) {}
    }
}
