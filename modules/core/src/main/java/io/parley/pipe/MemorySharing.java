package io.parley.pipe;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.net.Handshake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one new connection into shared memory. The connector makes a pipe in its domain and offers one end of it. The
 * listener looks whether its own domain is the same one, by the number that a domain is given when it is created, opens
 * the end, and removes the pipe's name: from then on it goes with its two ends.
 */
final class MemorySharing<T> implements Handshake.Sharing {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.net");

    private final Parley parley;
    private final Codec<T> codec;
    private PipeConnection<T> mine;
    private boolean agreed;

    private MemorySharing(Parley parley, Codec<T> codec) {
        this.parley = parley;
        this.codec = codec;
    }

    /** For one connection; null without a domain. */
    static <T> MemorySharing<T> with(Parley parley, Codec<T> codec) {
        return parley == null ? null : new MemorySharing<>(parley, codec);
    }

    @Override
    public byte[] offer() {
        String name =
                "link-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Pipe<T> pipe = Pipe.open(parley, name, codec, PipeOptions.defaults());
        mine = pipe.first();
        MessageBuffer message = new MessageBuffer();
        message.writeLong(Domain.of(parley).generation());
        try (PipeConnection<T> theirs = pipe.second()) {
            PipeConnection.codec(parley, codec).encode(theirs, message);
        }
        Failpoint.LINK_OFFERED.hit();
        byte[] offer = new byte[message.length()];
        message.readBytes(offer, 0, offer.length);
        return offer;
    }

    @Override
    public boolean accept(byte[] offer) {
        MessageBuffer message = new MessageBuffer();
        message.writeBytes(offer, 0, offer.length);
        try {
            if (message.readLong() == Domain.of(parley).generation()) {
                mine = PipeConnection.codec(parley, codec).decode(message);
                agreed = true;
                Failpoint.LINK_ACCEPTED.hit();
                Files.deleteIfExists(mine.path());
            }
        } catch (IOException e) {
            LOG.debug("the name of a pipe that is in use could not be removed", e);
        } catch (RuntimeException e) {
            LOG.debug("a peer's offer to share memory could not be taken; the socket is used", e);
        }
        return agreed;
    }

    @Override
    public void answered(boolean accepted) {
        agreed = accepted;
        if (!accepted) {
            giveUp();
        }
    }

    /** The way through memory; null if the sides did not agree on one. */
    PipeConnection<T> connection() {
        return agreed ? mine : null;
    }

    /** There will be no connection, or not this one. */
    void giveUp() {
        if (mine != null && mine.isOpen()) {
            mine.delete();
            mine.close();
        }
    }
}
