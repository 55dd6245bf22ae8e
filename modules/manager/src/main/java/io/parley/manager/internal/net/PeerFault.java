package io.parley.manager.internal.net;

import java.io.IOException;

/** What the other side did that ends its connection. */
final class PeerFault extends IOException {
    private static final long serialVersionUID = 1L;

    PeerFault(String message) {
        super(message);
    }
}
