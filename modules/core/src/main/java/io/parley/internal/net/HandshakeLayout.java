package io.parley.internal.net;

/**
 * The messages of the handshake, each of a fixed length.
 *
 * <pre>
 *   0  magic    4  "PLYC"
 *   4  version  1  1
 *   5  kind     1  1 hello, 2 challenge, 3 proof, 4 verdict, 5 offer, 6 answer
 *   6  mode     1  0 no key, 1 HMAC-SHA-256
 *   7  detail   1  hello, challenge: bit 0, shares memory; verdict: the outcome; answer: 1 yes, 0 no
 *
 *   hello      8  nonce 32   40  SHA-256 of the codec's id 32
 *   challenge  8  nonce 32
 *   proof      8  MAC   32
 *   verdict    8  MAC   32
 *   offer      8  MAC   32   40  what is offered, zeros behind it 216
 *   answer     8  MAC   32
 * </pre>
 *
 * Prose twin: {@code docs/spec/handshake.md}.
 */
final class HandshakeLayout {
    /** "PLYC", most significant byte first. */
    static final int MAGIC = 0x504C5943;

    static final byte VERSION = 1;

    static final int AT_VERSION = 4;
    static final int AT_KIND = 5;
    static final int AT_MODE = 6;
    static final int AT_DETAIL = 7;
    static final int AT_NONCE = 8;
    static final int AT_MAC = 8;
    static final int AT_CODEC = 40;

    static final byte HELLO = 1;
    static final byte CHALLENGE = 2;
    static final byte PROOF = 3;
    static final byte VERDICT = 4;
    static final byte OFFER = 5;
    static final byte ANSWER = 6;

    static final byte MODE_NONE = 0;
    static final byte MODE_HMAC = 1;

    static final byte SHARES_MEMORY = 1;

    static final byte WELCOME = 0;
    static final byte WRONG_PROOF = 1;
    static final byte KEY_WANTED = 2;
    static final byte NO_KEY_HERE = 3;
    static final byte OTHER_CODEC = 4;
    static final byte OTHER_VERSION = 5;

    static final int DIGEST = 32;
    static final int HELLO_LENGTH = AT_CODEC + DIGEST;
    static final int LENGTH = AT_MAC + DIGEST;
    static final int OFFER_LENGTH = 256;
    static final int AT_OFFER = LENGTH;
    static final int OFFER_MOST = OFFER_LENGTH - AT_OFFER;

    static {
        if (HELLO_LENGTH > 256 || LENGTH != AT_NONCE + DIGEST) {
            throw new AssertionError("handshake messages are at most 256 bytes");
        }
    }

    private HandshakeLayout() {}
}
