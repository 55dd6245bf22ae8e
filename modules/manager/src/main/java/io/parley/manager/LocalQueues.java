package io.parley.manager;

import io.parley.Parley;

/** Queues of this host. */
abstract class LocalQueues extends LocalSync implements QueueObjects {
    LocalQueues(Parley parley) {
        super(parley);
    }
}
