package io.parley;

import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordFailureTest {
    private record Picky(int quantity) {
        private Picky {
            if (quantity < 0) {
                throw new IllegalArgumentException("quantity=" + quantity);
            }
        }
    }

    private record Grumpy(int ok, String text) {
        @Override
        public String text() {
            throw new IllegalStateException("not today");
        }
    }

    private record Outer(int number, Picky picky) {}

    private record Leg(long quantity, String venue) {}

    private record Trade(int number, Leg leg) {}

    @Test
    void shouldNameTheComponentThatCannotBeEncoded() {
        assertThatThrownBy(() -> encode(Codecs.record(Grumpy.class), new Grumpy(1, "x")))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot encode Grumpy.text: ")
                .hasMessageContaining("not today")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReportConstructorThatRefusesItsArguments() {
        assertThatThrownBy(() -> decode(Codecs.record(Picky.class), new byte[] {0, 0, 0, -1}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Picky")
                .hasMessageContaining("quantity=-16777216");
        assertThatThrownBy(() -> decode(Codecs.record(Outer.class), new byte[] {0, 0, 0, 0, 1, 0, 0, 0, -1}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot decode Outer.picky: ");
    }

    @Test
    void shouldNameTheComponentAtWhichAMessageEnds() {
        byte[] cut = Arrays.copyOf(encode(Codecs.record(Trade.class), new Trade(1, new Leg(2, "abc"))), 16);

        assertThatThrownBy(() -> decode(Codecs.record(Trade.class), cut))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot decode Trade.leg: Cannot decode Leg.venue: ");
    }

    @Test
    void shouldRefuseListsThatChangeMeanwhile() {
        record Holder(List<String> list) {}
        List<String> shrinking = new ArrayList<>(List.of("a", "b")) {
            private static final long serialVersionUID = 1L;

            @Override
            public int size() {
                return super.size() + 1;
            }
        };

        assertThatThrownBy(() -> encode(Codecs.record(Holder.class), new Holder(shrinking)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Holder.list");
    }

    @Test
    void shouldRefuseListsWithElementsOfAnotherType() {
        record Holder(List<String> list) {}
        List<String> polluted = new ArrayList<>();
        addUnchecked(polluted, 1);

        assertThatThrownBy(() -> encode(Codecs.record(Holder.class), new Holder(polluted)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Holder.list")
                .hasRootCauseInstanceOf(ClassCastException.class);
    }

    @SuppressWarnings("unchecked")
    private static void addUnchecked(List<?> list, Object element) {
        ((List<Object>) list).add(element);
    }
}
