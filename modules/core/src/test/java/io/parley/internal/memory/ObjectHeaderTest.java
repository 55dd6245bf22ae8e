package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ObjectHeaderTest {
    private static final ObjectHeader.Fields FIELDS = new ObjectHeader.Fields(
            1, 4, 'q', 0x3FF0_0001, 0x1122_3344_5566_7788L, 640, 48, -2, 1_700_000_000_123_456_789L);

    @Test
    void shouldGiveBackWhatWasEncoded() {
        assertThat(ObjectHeader.decode(ObjectHeader.encode(FIELDS))).isEqualTo(FIELDS);
    }

    @Test
    void shouldPutEveryFieldWhereTheFormatSays() {
        ByteBuffer header = ObjectHeader.encode(FIELDS).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(header.remaining()).isEqualTo(128);
        assertThat(new String(header.array(), 0, 8, StandardCharsets.US_ASCII)).isEqualTo("PARLEY\r\n");
        assertThat(header.getInt(8)).isEqualTo(1);
        assertThat(header.getInt(12)).isEqualTo(4);
        assertThat(header.getInt(16)).isEqualTo('q');
        assertThat(header.getInt(20)).isEqualTo(0x3FF0_0001);
        assertThat(header.getLong(24)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(header.getLong(32)).isEqualTo(640);
        assertThat(header.getLong(40)).isEqualTo(48);
        assertThat(header.getLong(48)).isEqualTo(-2);
        assertThat(header.getLong(56)).isEqualTo(1_700_000_000_123_456_789L);
        assertThat(header.getInt(80)).isEqualTo(2);
        assertThat(Arrays.copyOfRange(header.array(), 68, 80)).containsOnly(0);
        assertThat(Arrays.copyOfRange(header.array(), 84, 128)).containsOnly(0);
    }

    @Test
    void shouldChecksumWithCrc32C() {
        ByteBuffer header = ObjectHeader.encode(FIELDS).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(header.getInt(64)).isEqualTo(crc32c(header.array(), 64));
    }

    /** Castagnoli's polynomial bit by bit, as the format's page defines it. */
    private static int crc32c(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82F6_3B78);
            }
        }
        return ~crc;
    }

    @Test
    void shouldNoticeEveryFlippedBit() {
        byte[] intact = ObjectHeader.encode(FIELDS).array();

        int[] unnoticed = IntStream.range(0, 68 * 8)
                .filter(bit -> {
                    byte[] flipped = intact.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    return ObjectHeader.isIntact(littleEndian(flipped));
                })
                .toArray();

        assertThat(unnoticed).isEmpty();
        assertThat(ObjectHeader.isIntact(littleEndian(intact))).isTrue();
    }

    @Test
    void shouldStayIntactWhenTheObjectIsDeleted() {
        ByteBuffer header = ObjectHeader.encode(FIELDS).order(ByteOrder.LITTLE_ENDIAN);

        header.putInt(ObjectHeader.STATE, ObjectHeader.DELETED);

        assertThat(ObjectHeader.isIntact(header)).isTrue();
        assertThat(ObjectHeader.decode(header)).isEqualTo(FIELDS);
    }

    @Test
    void shouldLeaveTheBufferAsItWas() {
        ByteBuffer header = ObjectHeader.encode(FIELDS).order(ByteOrder.LITTLE_ENDIAN);

        ObjectHeader.decode(header);
        ObjectHeader.isIntact(header);

        assertThat(header.position()).isZero();
        assertThat(header.limit()).isEqualTo(128);
        assertThat(header.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
