package io.parley.internal.net;

import static io.parley.internal.net.HandshakeLayout.AT_CODEC;
import static io.parley.internal.net.HandshakeLayout.AT_DETAIL;
import static io.parley.internal.net.HandshakeLayout.AT_KIND;
import static io.parley.internal.net.HandshakeLayout.AT_MAC;
import static io.parley.internal.net.HandshakeLayout.AT_MODE;
import static io.parley.internal.net.HandshakeLayout.AT_NONCE;
import static io.parley.internal.net.HandshakeLayout.AT_OFFER;
import static io.parley.internal.net.HandshakeLayout.AT_VERSION;
import static io.parley.internal.net.HandshakeLayout.DIGEST;

import io.parley.pipe.AuthenticationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One side of the handshake as a machine of bytes: what to send next, how much to read next. Knows no sockets and never
 * waits, so the same code serves who blocks and who must not.
 *
 * <p>Each side shows that it knows the key by a MAC over a label of its role, the kind of transport and both messages
 * so far, which contain both nonces. A proof is of no use in another handshake (nonces), in the other direction (role),
 * or for weaker terms (mode and flags are in the messages). <b>Threading:</b> one thread at a time.
 */
public abstract sealed class Handshake permits ConnectorHandshake, ListenerHandshake {
    private static final SecureRandom RANDOM = new SecureRandom();

    final Terms terms;
    final byte[] hello = new byte[HandshakeLayout.HELLO_LENGTH];
    final byte[] challenge = new byte[HandshakeLayout.LENGTH];
    final byte[] proof = new byte[HandshakeLayout.LENGTH];
    final byte[] verdict = new byte[HandshakeLayout.LENGTH];
    final byte[] offer = new byte[HandshakeLayout.OFFER_LENGTH];
    final byte[] answer = new byte[HandshakeLayout.LENGTH];

    private ByteBuffer outgoing = ByteBuffer.allocate(0);
    private ByteBuffer incoming = ByteBuffer.allocate(0);
    private boolean done;

    Handshake(Terms terms) {
        this.terms = terms;
    }

    /** How two sides that are in the same domain get together there. Each is called once, or not at all. */
    public interface Sharing {
        /** What the connector offers; at most 216 bytes. */
        byte[] offer();

        /** Whether the listener can take what it is offered, and has; must not wait. */
        boolean accept(byte[] offer);

        /** Whether the listener took what the connector offered. */
        void answered(boolean accepted);
    }

    /**
     * What one side brings.
     *
     * @param key the secret, or null for none
     * @param transport "unix" or "tcp"
     * @param codec the id of the codec
     * @param sharing how to talk through memory instead, for this one connection; null if not
     * @param peer who is on the other side, for messages
     */
    public record Terms(byte[] key, String transport, String codec, Sharing sharing, String peer) {
        byte mode() {
            return key == null ? HandshakeLayout.MODE_NONE : HandshakeLayout.MODE_HMAC;
        }

        byte flags() {
            return sharing == null ? 0 : HandshakeLayout.SHARES_MEMORY;
        }

        @Override
        public String toString() {
            return "Terms(" + transport + ", " + codec + ", " + peer + ")"; // not the key
        }
    }

    /** What is to be sent. */
    public final ByteBuffer outgoing() {
        return outgoing;
    }

    /** Where to read into; has no room when nothing is to be read. */
    public final ByteBuffer incoming() {
        return incoming;
    }

    /** Whether both sides agreed; the last message may still have to be sent. */
    public final boolean isDone() {
        return done;
    }

    /** Whether both sides would share memory. */
    final boolean bothShareMemory() {
        return hello[AT_DETAIL] == HandshakeLayout.SHARES_MEMORY
                && challenge[AT_DETAIL] == HandshakeLayout.SHARES_MEMORY;
    }

    /**
     * Takes the next step when {@link #incoming()} is full.
     *
     * @throws AuthenticationException if there will be no connection; what is in {@link #outgoing()} tells the other
     *     side
     */
    public abstract void advance() throws AuthenticationException;

    final void send(byte[] message) {
        outgoing = ByteBuffer.wrap(message);
    }

    final void receive(byte[] message) {
        incoming = ByteBuffer.wrap(message);
    }

    final void finish() {
        incoming = ByteBuffer.allocate(0);
        done = true;
    }

    final AuthenticationException refused(String why) {
        incoming = ByteBuffer.allocate(0);
        return new AuthenticationException(why);
    }

    final void begin(byte[] message, byte kind, byte detail) {
        ByteBuffer.wrap(message).putInt(0, HandshakeLayout.MAGIC);
        message[AT_VERSION] = HandshakeLayout.VERSION;
        message[AT_KIND] = kind;
        message[AT_MODE] = terms.mode();
        message[AT_DETAIL] = detail;
    }

    static void putNonce(byte[] message) {
        byte[] nonce = new byte[DIGEST];
        RANDOM.nextBytes(nonce);
        System.arraycopy(nonce, 0, message, AT_NONCE, DIGEST);
    }

    static boolean isParley(byte[] message) {
        return ByteBuffer.wrap(message).getInt(0) == HandshakeLayout.MAGIC;
    }

    final byte[] codecDigest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(terms.codec().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e); // every Java has to
        }
    }

    final boolean sameCodec() {
        return Arrays.equals(hello, AT_CODEC, AT_CODEC + DIGEST, codecDigest(), 0, DIGEST);
    }

    /** The connector's proof: over hello and challenge. */
    final byte[] connectorMac() {
        return mac("parley connect 1 connector", hello, challenge);
    }

    /** The listener's proof: over everything before it, and its outcome. */
    final byte[] listenerMac() {
        return mac("parley connect 1 listener", hello, challenge, proof, Arrays.copyOf(verdict, AT_MAC));
    }

    /** Who offers memory, or takes it, is still the one who was greeted. */
    final byte[] offerMac() {
        return mac("parley connect 1 offer", hello, challenge, Arrays.copyOfRange(offer, AT_OFFER, offer.length));
    }

    final byte[] answerMac() {
        return mac("parley connect 1 answer", hello, challenge, offer, Arrays.copyOf(answer, AT_MAC));
    }

    final boolean isRight(byte[] message, byte kind, byte[] mac) {
        return isParley(message)
                && message[AT_VERSION] == HandshakeLayout.VERSION
                && message[AT_KIND] == kind
                && message[AT_MODE] == terms.mode()
                && hasMac(message, mac);
    }

    private byte[] mac(String role, byte[]... parts) {
        if (terms.key() == null) {
            return new byte[DIGEST];
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(terms.key(), "HmacSHA256"));
            mac.update((role + '\0' + terms.transport() + '\0').getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e); // every Java has to
        }
    }

    static void putMac(byte[] message, byte[] mac) {
        System.arraycopy(mac, 0, message, AT_MAC, DIGEST);
    }

    /** In the same time wherever they differ. */
    static boolean hasMac(byte[] message, byte[] mac) {
        return MessageDigest.isEqual(Arrays.copyOfRange(message, AT_MAC, AT_MAC + DIGEST), mac);
    }
}
