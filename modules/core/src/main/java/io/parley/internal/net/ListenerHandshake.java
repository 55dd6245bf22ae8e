package io.parley.internal.net;

import static io.parley.internal.net.HandshakeLayout.AT_KIND;
import static io.parley.internal.net.HandshakeLayout.AT_MODE;
import static io.parley.internal.net.HandshakeLayout.AT_VERSION;

import io.parley.pipe.AuthenticationException;
import java.util.Arrays;
import java.util.HexFormat;

/** The side that listens: read the hello, challenge, read the proof, verdict; if both share memory, take an offer. */
public final class ListenerHandshake extends Handshake {
    private boolean greeted;
    private boolean welcomed;

    /** Ready for a hello. */
    public ListenerHandshake(Terms terms) {
        super(terms);
        receive(hello);
    }

    @Override
    public void advance() throws AuthenticationException {
        if (welcomed) {
            answer();
        } else if (greeted) {
            checkProof();
        } else {
            checkHello();
            begin(challenge, HandshakeLayout.CHALLENGE, terms.flags());
            putNonce(challenge);
            greeted = true;
            send(challenge);
            receive(proof);
        }
    }

    private void checkHello() throws AuthenticationException {
        if (!isParley(hello)) {
            throw refused(
                    terms.peer() + " is no Parley: it said " + HexFormat.of().formatHex(hello, 0, 8));
        }
        if (hello[AT_VERSION] != HandshakeLayout.VERSION) {
            throw refused(
                    HandshakeLayout.OTHER_VERSION,
                    "speaks version " + hello[AT_VERSION] + " of the handshake, this Parley version "
                            + HandshakeLayout.VERSION + ". Update the older one");
        }
        if (hello[AT_KIND] != HandshakeLayout.HELLO) {
            throw refused(terms.peer() + " began out of turn: kind=" + hello[AT_KIND] + ", expected="
                    + HandshakeLayout.HELLO);
        }
        if (hello[AT_MODE] != terms.mode()) {
            throw terms.key() == null
                    ? refused(HandshakeLayout.NO_KEY_HERE, "has a key, and this listener has none")
                    : refused(HandshakeLayout.KEY_WANTED, "has no key, or uses it in another way. Give it the key");
        }
    }

    private void checkProof() throws AuthenticationException {
        if (!isRight(proof, HandshakeLayout.PROOF, connectorMac())) {
            throw refused(HandshakeLayout.WRONG_PROOF, "has another key. Give both sides the same one");
        }
        if (!sameCodec()) {
            throw refused(
                    HandshakeLayout.OTHER_CODEC,
                    "has another codec than '" + terms.codec() + "'. Use the same one on both sides");
        }
        begin(verdict, HandshakeLayout.VERDICT, HandshakeLayout.WELCOME);
        putMac(verdict, listenerMac());
        send(verdict);
        welcomed = true;
        if (bothShareMemory()) {
            receive(offer);
        } else {
            finish();
        }
    }

    private void answer() throws AuthenticationException {
        if (!isRight(offer, HandshakeLayout.OFFER, offerMac())) {
            throw refused(terms.peer() + " made an offer that is not its own. Somebody may be in between");
        }
        byte[] content = Arrays.copyOfRange(offer, HandshakeLayout.AT_OFFER, offer.length);
        begin(answer, HandshakeLayout.ANSWER, (byte) (terms.sharing().accept(content) ? 1 : 0));
        putMac(answer, answerMac());
        send(answer);
        finish();
    }

    private AuthenticationException refused(byte outcome, String why) {
        begin(verdict, HandshakeLayout.VERDICT, outcome);
        send(verdict);
        return refused(terms.peer() + " " + why);
    }
}
