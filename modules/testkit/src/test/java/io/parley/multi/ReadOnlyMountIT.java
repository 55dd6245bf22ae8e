package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyException;
import io.parley.ProcessInfo;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.queue.SharedQueue;
import io.parley.sync.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container that has the domain mounted for reading only looks at what others do with it. */
@Timeout(120)
class ReadOnlyMountIT {
    @TempDir
    Path directory;

    private Path domain;
    private Path mount;

    @BeforeEach
    void mountForReadingOnly() throws IOException {
        domain = Files.createDirectory(directory.resolve("domain"));
        mount = Files.createDirectory(directory.resolve("mount"));
        boolean bound = Namespaces.exitCode("mount", "--bind", domain.toString(), mount.toString()) == 0
                && Namespaces.exitCode("mount", "-o", "remount,bind,ro", mount.toString()) == 0;
        assumeTrue(bound, "only root may mount a directory for reading only");
    }

    @AfterEach
    void unmount() {
        Namespaces.exitCode("umount", "-l", mount.toString());
    }

    @Test
    void shouldSeeWhatOthersDo() throws InterruptedException {
        try (Parley parley = Domains.open(domain, "writer");
                DomainView view = DomainView.open(mount)) {
            assertThatThrownBy(() -> Parley.open(mount)).isInstanceOf(ParleyException.class);
            SharedQueue<String> queue = parley.queue("orders", Codecs.utf8());
            parley.map("positions", Codecs.utf8(), Codecs.int64()).put("a", 1L);
            queue.put("one");
            queue.put("two");

            assertThat(view.processes())
                    .singleElement()
                    .satisfies(writer -> assertThat(writer.alive()).isTrue());
            assertThat(look(view, "orders", ObjectSnapshot.Queue.class).waiting())
                    .isEqualTo(2);
            assertThat(look(view, "positions", ObjectSnapshot.Entries.class).entries())
                    .isEqualTo(1);
            parley.lock("book").lock();
            assertThat(Diagnosis.of(mount).held()).singleElement().satisfies(held -> {
                assertThat(held.object()).isEqualTo("book.lock");
                assertThat(held.holder().alive()).isTrue();
            });
            queue.take();
            assertThat(look(view, "orders", ObjectSnapshot.Queue.class).waiting())
                    .isEqualTo(1);
            assertThat(parley.processes()).extracting(ProcessInfo::name).containsExactly("writer");
        }
        try (DomainView view = DomainView.open(mount)) {
            assertThat(view.processes()).isEmpty();
        }
    }

    private static <S extends ObjectSnapshot> S look(DomainView view, String name, Class<S> type) {
        List<ObjectInfo> found = view.find(name);
        assertThat(found).hasSize(1);
        return type.cast(view.snapshot(found.get(0)));
    }
}
