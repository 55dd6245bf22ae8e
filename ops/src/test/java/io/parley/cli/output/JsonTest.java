package io.parley.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JsonTest {
    enum Side {
        BUY_NOW
    }

    private record Inner(double value, Object nothing) {}

    private record Document(
            String text,
            long number,
            Optional<Instant> when,
            Optional<String> none,
            Duration time,
            Path path,
            Side side,
            List<Inner> inner,
            Map<String, Long> counts) {}

    @Test
    void shouldWriteRecordsComponentByComponent() {
        StringWriter text = new StringWriter();
        Document document = new Document(
                "a \"b\"",
                1,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                Duration.ofHours(1),
                Path.of("/x"),
                Side.BUY_NOW,
                List.of(new Inner(Double.NaN, null), new Inner(1.5, true)),
                Map.of("c", 2L));

        Json.print("parley/test/1", document, new PrintWriter(text, true), false);

        assertThat(text.toString())
                .isEqualTo("{\"schema\":\"parley/test/1\",\"text\":\"a \\\"b\\\"\",\"number\":1,"
                        + "\"when\":\"1970-01-01T00:00:00Z\",\"none\":null,\"time\":\"PT1H\",\"path\":\"/x\","
                        + "\"side\":\"buy_now\",\"inner\":[{\"value\":\"NaN\",\"nothing\":null},"
                        + "{\"value\":1.5,\"nothing\":true}],\"counts\":{\"c\":2}}\n");
    }
}
