package io.parley.manager.internal.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts the connections of a server and keeps them within its limits. Who has proved nothing yet is a stranger; when
 * there are too many, the one that has been for longest has to go, so that a crowd that only connects cannot keep out a
 * client, which needs no longer than two round trips.
 *
 * <p><b>Threading:</b> any thread.
 */
@Sharable
final class Doorkeeper extends ChannelInboundHandlerAdapter {
    private final int maxClients;
    private final int maxStrangers;
    private final Refusals refusals;
    private final Set<Channel> strangers = new LinkedHashSet<>();
    private final Set<Channel> clients = new HashSet<>();

    Doorkeeper(int maxClients, int maxStrangers, Refusals refusals) {
        this.maxClients = maxClients;
        this.maxStrangers = maxStrangers;
        this.refusals = refusals;
    }

    Refusals refusals() {
        return refusals;
    }

    /** In the pipeline of the listening channel: a connection was accepted, and belongs to no event loop yet. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel peer = (Channel) accepted;
        Channel oldest = null;
        synchronized (this) {
            strangers.add(peer);
            if (strangers.size() > maxStrangers) {
                Iterator<Channel> first = strangers.iterator();
                oldest = first.next();
                first.remove();
            }
        }
        peer.closeFuture().addListener(closed -> left(peer));
        if (oldest != null) {
            refusals.add(oldest.remoteAddress(), "too many connections without a proof: most=" + maxStrangers);
            oldest.close();
        }
        context.fireChannelRead(accepted);
    }

    /**
     * The peer has proved that it knows the key.
     *
     * @return whether there is room for it
     */
    boolean admit(Channel peer) {
        synchronized (this) {
            if (strangers.remove(peer) && clients.size() < maxClients) {
                clients.add(peer);
                return true;
            }
        }
        refusals.add(peer.remoteAddress(), "too many connections: most=" + maxClients);
        return false;
    }

    private synchronized void left(Channel peer) {
        strangers.remove(peer);
        clients.remove(peer);
    }

    /** How many connections there are. */
    synchronized int connections() {
        return strangers.size() + clients.size();
    }
}
