package io.parley.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.pipe.AuthenticationException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The handshake as bytes: both sides in one thread, with somebody in between who may change them. */
@Timeout(60)
class HandshakeTest {
    private static final byte[] KEY = {1, 2, 3};
    private static final byte[] OTHER = {1, 2, 4};

    private static Handshake.Terms terms(byte[] key) {
        return new Handshake.Terms(key, "unix", "utf8", null, "the peer");
    }

    private static Handshake.Terms terms(String transport, String codec, boolean sharesMemory) {
        return new Handshake.Terms(KEY, transport, codec, sharesMemory ? new Memo() : null, "the peer");
    }

    /** Remembers what was offered and answered. */
    private static final class Memo implements Handshake.Sharing {
        private byte[] offered;
        private Boolean answered;

        @Override
        public byte[] offer() {
            return new byte[] {5, 6, 7};
        }

        @Override
        public boolean accept(byte[] offer) {
            offered = offer;
            return offer[2] == 7;
        }

        @Override
        public void answered(boolean accepted) {
            answered = accepted;
        }
    }

    /** What one side says, as it reaches the other. */
    private static byte[] take(Handshake from) {
        byte[] message = new byte[from.outgoing().remaining()];
        from.outgoing().get(message);
        return message;
    }

    private static void give(Handshake to, byte[] message) throws AuthenticationException {
        assertThat(message).hasSize(to.incoming().remaining());
        to.incoming().put(message);
        to.advance();
    }

    private static void greet(Handshake connector, Handshake listener) throws AuthenticationException {
        give(listener, take(connector));
        give(connector, take(listener));
        give(listener, take(connector));
        give(connector, take(listener));
    }

    /** The listener refuses with that text, and the connector hears why. */
    private static void refused(Handshake.Terms connecting, Handshake.Terms listening, String there, String here) {
        ConnectorHandshake connector = new ConnectorHandshake(connecting);
        ListenerHandshake listener = new ListenerHandshake(listening);

        assertThatThrownBy(() -> greet(connector, listener))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("the peer " + there);
        assertThat(listener.isDone()).isFalse();
        assertThatThrownBy(() -> give(connector, take(listener)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("the peer " + here);
        assertThat(connector.isDone()).isFalse();
    }

    @Test
    void shouldAgreeWithTheSameKey() throws Exception {
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        ListenerHandshake listener = new ListenerHandshake(terms(KEY));

        greet(connector, listener);

        assertThat(connector.isDone()).isTrue();
        assertThat(listener.isDone()).isTrue();
        assertThat(listener.incoming().hasRemaining()).isFalse();
    }

    @Test
    void shouldAgreeWithoutAKeyIfBothSaySo() throws Exception {
        ConnectorHandshake connector = new ConnectorHandshake(terms(null));
        ListenerHandshake listener = new ListenerHandshake(terms(null));

        greet(connector, listener);

        assertThat(connector.isDone() && listener.isDone()).isTrue();
    }

    @Test
    void shouldShareMemoryOnlyIfBothWant() throws Exception {
        for (boolean connecting : new boolean[] {true, false}) {
            for (boolean listening : new boolean[] {true, false}) {
                ConnectorHandshake connector = new ConnectorHandshake(terms("unix", "utf8", connecting));
                ListenerHandshake listener = new ListenerHandshake(terms("unix", "utf8", listening));

                greet(connector, listener);

                assertThat(connector.isDone()).isEqualTo(!(connecting && listening));
                assertThat(listener.isDone()).isEqualTo(!(connecting && listening));
            }
        }
    }

    @Test
    void shouldOfferMemoryAndHearTheAnswer() throws Exception {
        Memo here = new Memo();
        Memo there = new Memo();
        ConnectorHandshake connector =
                new ConnectorHandshake(new Handshake.Terms(KEY, "unix", "utf8", here, "the peer"));
        ListenerHandshake listener = new ListenerHandshake(new Handshake.Terms(KEY, "unix", "utf8", there, "the peer"));

        greet(connector, listener);
        give(listener, take(connector));
        give(connector, take(listener));

        assertThat(there.offered).startsWith(5, 6, 7, 0).hasSize(HandshakeLayout.OFFER_MOST);
        assertThat(here.answered).isTrue();
        assertThat(connector.isDone() && listener.isDone()).isTrue();
    }

    @Test
    void shouldNotTakeAnOfferOrAnAnswerThatSomebodyChanged() throws Exception {
        for (int at : new int[] {5, 9, 40, 255}) {
            ConnectorHandshake connector = new ConnectorHandshake(terms("unix", "utf8", true));
            ListenerHandshake listener = new ListenerHandshake(terms("unix", "utf8", true));
            greet(connector, listener);
            byte[] offer = take(connector);
            offer[at] ^= 1;
            assertThatThrownBy(() -> give(listener, offer)).hasMessageContaining("not its own");
        }
        for (int at : new int[] {5, 7, 9, 39}) {
            ConnectorHandshake connector = new ConnectorHandshake(terms("unix", "utf8", true));
            ListenerHandshake listener = new ListenerHandshake(terms("unix", "utf8", true));
            greet(connector, listener);
            give(listener, take(connector));
            byte[] answer = take(listener);
            answer[at] ^= 1;
            assertThatThrownBy(() -> give(connector, answer)).hasMessageContaining("not its own");
        }
    }

    @Test
    void shouldSayWhyItDoesNotAgree() {
        refused(terms(KEY), terms(OTHER), "has another key", "has another key");
        refused(terms(null), terms(KEY), "has no key", "wants a key");
        refused(terms(KEY), terms(null), "has a key", "has no key");
        refused(terms("unix", "utf8", false), terms("unix", "bytes", false), "has another codec", "has another codec");
        refused(terms("tcp", "utf8", false), terms("unix", "utf8", false), "has another key", "has another key");
    }

    @Test
    void shouldNotLetANearlyRightMessagePass() {
        for (int message = 0; message < 4; message++) {
            int length = message == 0 ? HandshakeLayout.HELLO_LENGTH : HandshakeLayout.LENGTH;
            for (int at = 0; at < length; at++) {
                assertThatChangeIsNoticed(message, at);
            }
        }
    }

    private static void assertThatChangeIsNoticed(int changed, int at) {
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        ListenerHandshake listener = new ListenerHandshake(terms(KEY));

        assertThatThrownBy(() -> {
                    for (int message = 0; message < 4; message++) {
                        Handshake from = message % 2 == 0 ? connector : listener;
                        Handshake to = message % 2 == 0 ? listener : connector;
                        byte[] bytes = take(from);
                        if (message == changed) {
                            bytes[at] ^= 64;
                        }
                        give(to, bytes);
                    }
                })
                .as("message %d, byte %d", changed, at)
                .isInstanceOf(AuthenticationException.class);
        assertThat(connector.isDone()).isFalse();
    }

    @Test
    void shouldNotBelieveAProofThatIsReplayed() throws Exception {
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        ListenerHandshake first = new ListenerHandshake(terms(KEY));
        byte[] hello = take(connector);
        give(first, hello);
        give(connector, take(first));
        byte[] proof = take(connector);
        give(first, proof);

        ListenerHandshake second = new ListenerHandshake(terms(KEY));
        give(second, hello);
        take(second);

        assertThat(first.isDone()).isTrue();
        assertThatThrownBy(() -> give(second, proof)).isInstanceOf(AuthenticationException.class);
        assertThat(second.isDone()).isFalse();
    }

    @Test
    void shouldNotBelieveAVerdictThatIsReplayed() throws Exception {
        ConnectorHandshake first = new ConnectorHandshake(terms(KEY));
        ListenerHandshake listener = new ListenerHandshake(terms(KEY));
        give(listener, take(first));
        byte[] challenge = take(listener);
        give(first, challenge);
        give(listener, take(first));
        byte[] verdict = take(listener);

        ConnectorHandshake second = new ConnectorHandshake(terms(KEY));
        take(second);
        give(second, challenge);

        assertThatThrownBy(() -> give(second, verdict))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("did not prove");
    }

    /** Who knows no key sends everything back that it gets. */
    @Test
    void shouldNotBelieveItsOwnProofInAMirror() throws Exception {
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        take(connector);
        byte[] challenge = message(HandshakeLayout.CHALLENGE);
        give(connector, challenge);
        byte[] verdict = take(connector);
        verdict[HandshakeLayout.AT_KIND] = HandshakeLayout.VERDICT;

        assertThatThrownBy(() -> give(connector, verdict))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("did not prove");

        ConnectorHandshake another = new ConnectorHandshake(terms(KEY));
        byte[] hello = Arrays.copyOf(take(another), HandshakeLayout.LENGTH);
        assertThatThrownBy(() -> give(another, hello))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("out of turn");
    }

    private static byte[] message(byte kind) {
        byte[] message = new byte[HandshakeLayout.LENGTH];
        ByteBuffer.wrap(message).putInt(HandshakeLayout.MAGIC);
        message[HandshakeLayout.AT_VERSION] = HandshakeLayout.VERSION;
        message[HandshakeLayout.AT_KIND] = kind;
        message[HandshakeLayout.AT_MODE] = HandshakeLayout.MODE_HMAC;
        return message;
    }

    /** A listener that has no key, and says that it needs none, gets nothing from one who has. */
    @Test
    void shouldNotBeTalkedOutOfTheKey() {
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        byte[] challenge = message(HandshakeLayout.CHALLENGE);
        challenge[HandshakeLayout.AT_MODE] = HandshakeLayout.MODE_NONE;

        assertThatThrownBy(() -> give(connector, challenge)).isInstanceOf(AuthenticationException.class);
        byte[] welcome = message(HandshakeLayout.VERDICT);
        assertThatThrownBy(() -> give(new ConnectorHandshake(terms(KEY)), welcome))
                .isInstanceOf(AuthenticationException.class);
        ListenerHandshake listener = new ListenerHandshake(terms(KEY));
        byte[] hello = take(new ConnectorHandshake(terms(null)));
        assertThatThrownBy(() -> give(listener, hello)).hasMessageContaining("has no key");
    }

    @Test
    void shouldRefuseAnotherVersionWithItsOwn() throws Exception {
        ListenerHandshake listener = new ListenerHandshake(terms(KEY));
        ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
        byte[] hello = take(connector);
        hello[HandshakeLayout.AT_VERSION] = 9;

        assertThatThrownBy(() -> give(listener, hello)).hasMessageContaining("version 9");
        assertThatThrownBy(() -> give(connector, take(listener))).hasMessageContaining("speaks version 1");
    }

    @Test
    void shouldRefuseWhatIsNoParley() {
        byte[] http = Arrays.copyOf("HTTP/1.1 400 Bad Request\r\n".getBytes(), HandshakeLayout.LENGTH);
        assertThatThrownBy(() -> give(new ConnectorHandshake(terms(KEY)), http))
                .hasMessageContaining("no Parley listener")
                .hasMessageContaining("48545450");
    }

    @Test
    void shouldRefuseRandomBytes() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] hello = new byte[HandshakeLayout.HELLO_LENGTH];
            random.nextBytes(hello);
            ListenerHandshake listener = new ListenerHandshake(terms(KEY));
            assertThatThrownBy(() -> give(listener, hello)).isInstanceOf(AuthenticationException.class);

            byte[] challenge = new byte[HandshakeLayout.LENGTH];
            random.nextBytes(challenge);
            ByteBuffer.wrap(challenge).putInt(random.nextBoolean() ? HandshakeLayout.MAGIC : 0);
            ConnectorHandshake connector = new ConnectorHandshake(terms(KEY));
            assertThatThrownBy(() -> give(connector, challenge)).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void shouldNotShowTheKey() {
        assertThat(terms(new byte[] {77, 88}).toString()).doesNotContain("77", "88", "[");
    }
}
