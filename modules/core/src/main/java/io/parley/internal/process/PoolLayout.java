package io.parley.internal.process;

import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;

/**
 * A pool's file behind the object header.
 *
 * <pre>
 *    128  owner     4   owner word of the process that has the pool; 0 = nobody yet
 *    132  (zero)  124
 * </pre>
 *
 * Prose twin: {@code docs/spec/pool.md}.
 */
final class PoolLayout {
    static final int OWNER = ObjectHeader.LENGTH;
    static final int FILE_LENGTH = OWNER + 128;

    static final ObjectFile.Spec SPEC = new ObjectFile.Spec(ObjectKind.POOL, 0, 0, FILE_LENGTH, memory -> {});

    private PoolLayout() {}
}
