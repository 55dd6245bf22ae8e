package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class XxHash64Test {
    /** What the reference implementation says of these texts. */
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "xxhash, 32dd38952c4bc720",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
    })
    void shouldHashAsPublished(String text, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Long.toHexString(XxHash64.hash(bytes, 0, bytes.length))).isEqualTo(expected);
    }

    @Test
    void shouldHashMappingsAsArrays() {
        byte[] bytes = new byte[300];
        new Random(1).nextBytes(bytes);
        ByteBuffer mapping = ByteBuffer.allocateDirect(301).order(ByteOrder.nativeOrder());
        mapping.put(1, bytes);

        for (int length = 0; length < 290; length++) {
            assertThat(XxHash64.hash(mapping, 8, length)).isEqualTo(XxHash64.hash(bytes, 7, length));
        }
    }
}
