package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.parley.DomainAccessException;
import io.parley.Parley;
import io.parley.ProcessTableFullException;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.memory.Memory;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One slot of the process table used by one process after the other: what the dead held is never the living's. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class SlotReuseIT {
    private static final int INCARNATIONS = 20;
    /** JVMs that come up while others are at work. */
    private static final int AHEAD = 2;

    @TempDir
    Path directory;

    private final List<ProcessTable> others = new ArrayList<>();

    /**
     * Joins when told to, takes over its predecessor's lock, and holds one of its own as well. Arguments: domain,
     * number.
     */
    static final class Incarnation {
        public static void main(String[] args) throws InterruptedException {
            Script.await("join");
            Parley parley = join(args);
            Script.report("owner", Domain.of(parley).liveness().self());
            parley.lock("own-" + args[1]).lock();
            Script.report("told", parley.lock("chain").acquire().recovered());
            Script.await("the end");
        }

        private static Parley join(String[] args) {
            try {
                return Domains.open(Path.of(args[0]), "incarnation-" + args[1]);
            } catch (ProcessTableFullException e) {
                Script.report("refused", e.getMessage());
                throw e;
            }
        }
    }

    @AfterEach
    void leave() {
        others.forEach(ProcessTable::close);
    }

    @Test
    void shouldNeverTakeTheDeadForTheirSuccessors() throws IOException, InterruptedException {
        try (Parley parley = Domains.open(domain(), "test")) {
            leaveOneSlotFree(parley);
            Liveness liveness = Domain.of(parley).liveness();
            Set<Integer> owners = new LinkedHashSet<>();
            Deque<ForkedJvm> coming = new ArrayDeque<>();
            for (int number = 0; number < INCARNATIONS; number++) {
                while (coming.size() < AHEAD) {
                    coming.add(start(number + coming.size()));
                }
                ForkedJvm incarnation = coming.remove();
                incarnation.proceed("join");

                // the successor is told of its predecessor's death, in the very same slot
                assertThat(incarnation.awaitReported("told", START)).isEqualTo(Boolean.toString(number > 0));
                int owner = Integer.parseInt(incarnation.reported("owner").orElseThrow());
                assertThat(owners.add(owner)).as("owner word is new").isTrue();
                assertThat(owners.stream().map(word -> word >>> 20).distinct()).hasSize(1);
                assertThat(owners).filteredOn(liveness::isAlive).containsExactly(owner);
                if (number > 0) {
                    requireTakeOverOf(parley, number - 1);
                }
                incarnation.kill();
            }
            requireTakeOverOf(parley, INCARNATIONS - 1);
            assertThat(owners).noneMatch(liveness::isAlive);
        }
    }

    /** The lock of one whose slot may belong to somebody else by now. */
    private static void requireTakeOverOf(Parley parley, int number) throws InterruptedException {
        try (SharedLock lock = parley.lock("own-" + number)) {
            assertThat(lock.holder().orElseThrow().alive()).isFalse();
            try (Lease lease = lock.acquire(HANG)) {
                assertThat(lease.recovered()).isTrue();
                lease.markConsistent();
            }
            assertThat(lock.recoveries()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseOneProcessTooMany() throws IOException {
        try (Parley parley = Domains.open(domain(), "test")) {
            leaveOneSlotFree(parley);
            ForkedJvm last = start(0);
            last.proceed("join");
            last.awaitReported("told", START);

            ForkedJvm tooMany = start(1);
            tooMany.proceed("join");

            assertThat(tooMany.awaitReported("refused", START))
                    .contains("no free process slot: " + domain().resolve("domain.parley"), "slots=1023", "live=1023");
            last.kill();
            ForkedJvm next = start(2);
            next.proceed("join");
            assertThat(next.awaitReported("told", START)).isEqualTo("true");
        }
    }

    /** Takes the place of all processes but one, with descriptors of its own for each as a process would have. */
    private void leaveOneSlotFree(Parley parley) throws IOException {
        Path file = domain().resolve("domain.parley");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Memory memory = Memory.map(channel, ProcessTable.FILE_LENGTH, file.toString());
            int free = ProcessTable.CAPACITY - parley.processes().size();
            while (others.size() < free - 1) {
                ProcessTable other = new ProcessTable(file, memory);
                others.add(other);
                assertThat(other.tryJoin(ProcessIdentity.current("other"), System.nanoTime()))
                        .isTrue();
            }
        } catch (DomainAccessException tooManyOpenFiles) {
            abort("not enough file descriptors for " + ProcessTable.CAPACITY + " processes: " + tooManyOpenFiles);
        }
    }

    private ForkedJvm start(int number) {
        return Domains.child(Incarnation.class, domain(), Integer.toString(number))
                .start();
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
