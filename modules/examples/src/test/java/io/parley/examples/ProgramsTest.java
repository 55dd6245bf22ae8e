package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgramsTest {
    @Test
    void shouldNameEachProgramOnceAndInOrder() {
        assertThat(Programs.ALL)
                .extracting(Programs.Program::index)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void shouldHaveAMainForEach() throws Exception {
        List<Programs.Program> both = new ArrayList<>(Programs.ALL);
        both.addAll(Programs.OVER_TCP);
        for (Programs.Program program : both) {
            assertThat(program.main().getMethod("main", String[].class))
                    .as(program.toString())
                    .isNotNull();
        }
    }
}
