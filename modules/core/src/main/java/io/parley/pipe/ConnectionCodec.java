package io.parley.pipe;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.pipe.PipeEnd;

/** Sends ends of pipes: the pipe's name and incarnation, which end, and what keeps it open until it arrives. */
final class ConnectionCodec<T> implements Codec<PipeConnection<T>> {
    private static final byte VERSION = 1;

    private final Parley parley;
    private final Codec<T> codec;

    ConnectionCodec(Parley parley, Codec<T> codec) {
        this.parley = parley;
        this.codec = codec.in(parley);
    }

    @Override
    public void encode(PipeConnection<T> connection, MessageWriter out) {
        if (!connection.isIn(Domain.of(parley)) || !connection.isOpen()) {
            throw new CodecException(
                    "connection cannot be sent: " + connection + ". It must be open, and in this domain: " + parley);
        }
        PipeEnd.Address address = connection.handOver();
        out.writeByte(VERSION);
        out.writeUtf8(address.name());
        out.writeLong(address.generation());
        out.writeByte(address.end());
        out.writeInt(address.place());
        out.writeLong(address.ticket());
    }

    @Override
    public PipeConnection<T> decode(MessageReader in) {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new CodecException("connection in an unknown form: version=" + version + ", expected=" + VERSION
                    + ". It was written by another codec or another version of it.");
        }
        PipeEnd.Address address =
                new PipeEnd.Address(in.readUtf8(), in.readLong(), in.readByte() & 1, in.readInt(), in.readLong());
        return PipeConnection.openArrived(parley, codec, address);
    }

    @Override
    public String id() {
        return "connection(" + codec.id() + ")";
    }
}
