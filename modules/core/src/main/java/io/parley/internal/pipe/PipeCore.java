package io.parley.internal.pipe;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;

/** What a process has of a pipe once, however many handles it opens: locks, bells and rings, and who has what open. */
final class PipeCore {
    final Ends ends;
    private final Lane[] lanes = new Lane[PipeLayout.ENDS];
    private final Sending[] sending = new Sending[PipeLayout.ENDS];
    private final Receiving[] receiving = new Receiving[PipeLayout.ENDS];

    private PipeCore(Domain domain, ObjectFile file, PipeConfig config) {
        Memory memory = file.memory().share();
        this.ends = new Ends(
                memory,
                Lane.lock(domain, memory, PipeLayout.REGISTRY_LOCK),
                domain.liveness(),
                this::ringAll,
                this::empty);
        for (int to = 0; to < PipeLayout.ENDS; to++) {
            lanes[to] = new Lane(domain, memory, config.capacity(), to);
            sending[to] = new Sending(lanes[to], ends, domain.clock());
            receiving[to] = new Receiving(lanes[to], ends, domain.clock());
        }
    }

    static PipeCore of(Domain domain, ObjectFile file, PipeConfig config) {
        return domain.core(file, opened -> new PipeCore(domain, opened, config));
    }

    Lane laneTo(int end) {
        return lanes[end];
    }

    /** What the end sends into. */
    Sending sending(int end) {
        return sending[PipeLayout.peer(end)];
    }

    /** What the end receives from. */
    Receiving receiving(int end) {
        return receiving[end];
    }

    void ringAll() {
        for (Lane lane : lanes) {
            lane.ringAll();
        }
    }

    private void empty() {
        for (Lane lane : lanes) {
            lane.empty();
        }
    }
}
