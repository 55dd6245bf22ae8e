package io.parley.manager.internal.sync;

import io.parley.ObjectDeletedException;
import io.parley.SharedObject;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.WaitSource;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.ServedHandle;
import java.util.function.BooleanSupplier;

/** What semaphores, events, latches and barriers have in common when they are served. */
abstract class ServedSync extends ServedHandle {
    private final SharedObject handle;

    ServedSync(SharedObject handle) {
        super(handle);
        this.handle = handle;
    }

    final String name() {
        return handle.name();
    }

    /** To be asked before each look: it makes no sense to wait for what is gone. */
    final void requireNotDeleted() {
        if (handle.isDeleted()) {
            throw new ObjectDeletedException(
                    "object was deleted: " + handle.path() + ". Open it again by name; that creates a new one");
        }
    }

    /** The object's bell, with a condition of one's own; true as well when the object is deleted. */
    final WaitSource when(BooleanSupplier condition) {
        return new BellSource(WaitSources.of(handle).bell(), () -> handle.isDeleted() || condition.getAsBoolean());
    }
}
