package io.parley.internal.net;

import static io.parley.internal.net.HandshakeLayout.AT_CODEC;
import static io.parley.internal.net.HandshakeLayout.AT_DETAIL;
import static io.parley.internal.net.HandshakeLayout.AT_KIND;
import static io.parley.internal.net.HandshakeLayout.AT_MODE;
import static io.parley.internal.net.HandshakeLayout.AT_VERSION;
import static io.parley.internal.net.HandshakeLayout.DIGEST;

import io.parley.pipe.AuthenticationException;
import java.util.HexFormat;

/** The side that connects: hello, read the challenge, proof, read the verdict; if both share memory, offer it. */
public final class ConnectorHandshake extends Handshake {
    private boolean challenged;
    private boolean offered;

    /** Ready to say hello. */
    public ConnectorHandshake(Terms terms) {
        super(terms);
        begin(hello, HandshakeLayout.HELLO, terms.flags());
        putNonce(hello);
        System.arraycopy(codecDigest(), 0, hello, AT_CODEC, DIGEST);
        send(hello);
        receive(challenge);
    }

    @Override
    public void advance() throws AuthenticationException {
        if (offered) {
            checkAnswer();
            return;
        }
        byte[] message = challenged ? verdict : challenge;
        check(message);
        if (challenged) {
            checkVerdict();
            if (bothShareMemory()) {
                offer();
            } else {
                finish();
            }
        } else {
            begin(proof, HandshakeLayout.PROOF, (byte) 0);
            putMac(proof, connectorMac());
            challenged = true;
            send(proof);
            receive(verdict);
        }
    }

    private void check(byte[] message) throws AuthenticationException {
        if (!isParley(message)) {
            throw refused(terms.peer() + " is no Parley listener: it answered "
                    + HexFormat.of().formatHex(message, 0, 8) + ". Check the address");
        }
        if (message[AT_KIND] == HandshakeLayout.VERDICT && message[AT_DETAIL] != HandshakeLayout.WELCOME) {
            throw refused(reason(message[AT_DETAIL], message[AT_VERSION]));
        }
        if (message[AT_VERSION] != HandshakeLayout.VERSION) {
            throw refused(reason(HandshakeLayout.OTHER_VERSION, message[AT_VERSION]));
        }
        byte expected = challenged ? HandshakeLayout.VERDICT : HandshakeLayout.CHALLENGE;
        if (message[AT_KIND] != expected || message[AT_MODE] != terms.mode()) {
            throw refused(terms.peer() + " answered out of turn: kind=" + message[AT_KIND] + ", expected=" + expected
                    + ", mode=" + message[AT_MODE] + ", expected=" + terms.mode() + ". Somebody may be in between");
        }
    }

    private String reason(byte outcome, byte version) {
        return switch (outcome) {
            case HandshakeLayout.WRONG_PROOF -> terms.peer() + " has another key. Give both sides the same one";
            case HandshakeLayout.KEY_WANTED -> terms.peer() + " wants a key, and none was given. Give it with connect";
            case HandshakeLayout.NO_KEY_HERE ->
                terms.peer()
                        + " has no key, and one was given. Give the listener the key, or connect with AuthKey.none()";
            case HandshakeLayout.OTHER_CODEC ->
                terms.peer() + " has another codec than '" + terms.codec() + "'. Use the same one on both sides";
            case HandshakeLayout.OTHER_VERSION ->
                terms.peer() + " speaks version " + version + " of the handshake, this Parley version "
                        + HandshakeLayout.VERSION + ". Update the older one";
            default -> terms.peer() + " refused for a reason this version does not know: " + outcome;
        };
    }

    private void offer() {
        byte[] content = terms.sharing().offer();
        begin(offer, HandshakeLayout.OFFER, (byte) 0);
        System.arraycopy(content, 0, offer, HandshakeLayout.AT_OFFER, content.length);
        putMac(offer, offerMac());
        offered = true;
        send(offer);
        receive(answer);
    }

    private void checkAnswer() throws AuthenticationException {
        if (!isRight(answer, HandshakeLayout.ANSWER, answerMac())) {
            throw refused(terms.peer() + " gave an answer that is not its own. Somebody may be in between");
        }
        terms.sharing().answered(answer[AT_DETAIL] == 1);
        finish();
    }

    private void checkVerdict() throws AuthenticationException {
        if (!hasMac(verdict, listenerMac())) {
            throw refused(terms.peer() + " let this side in and did not prove that it knows the key. Do not trust it");
        }
    }
}
