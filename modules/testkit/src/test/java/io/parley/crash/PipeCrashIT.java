package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.pipe.End;
import io.parley.pipe.PipeConnection;
import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Who dies at a pipe leaves whole messages only, takes at most the one it had in hand along, and has nothing open. */
@Timeout(180)
class PipeCrashIT extends CrashContract {
    private Parley parley;
    private PipeConnection<byte[]> carried;
    private int receiversKilled;

    @Override
    Class<? extends CrashActor> actor() {
        return PipeActor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("send", Failpoint.PIPE_SENT_BEFORE_WAKE),
                Death.in("send", Failpoint.RING_BEFORE_COMMIT),
                Death.in("send", Failpoint.RING_BEFORE_TAIL),
                Death.in("send large", Failpoint.PIPE_SENT_A_PIECE),
                Death.in("send large", Failpoint.RING_BEFORE_PADDING),
                Death.in("receive", Failpoint.RING_READ_BEFORE_HEAD),
                Death.in("receive", Failpoint.PIPE_RECEIVED_BEFORE_WAKE),
                Death.in("receive", Failpoint.PIPE_RECEIVED_A_PIECE),
                Death.in("open", Failpoint.PIPE_COUNTED_BEFORE_EVER),
                Death.in("open", Failpoint.PIPE_EMPTIED).atOnce(),
                Death.in("close", Failpoint.PIPE_CLOSED_BEFORE_WAKE),
                Death.in("hand over", Failpoint.PIPE_HANDED_OVER),
                Death.in("hand over", Failpoint.PIPE_ARRIVED_BEFORE_TICKET));
    }

    @Override
    void open(Parley opened) {
        parley = opened;
        carried = PipeActor.open(parley, "carried", End.FIRST);
    }

    @Override
    void afterDeath(Death death) {
        if (death.operation().equals("receive")) {
            receiversKilled++;
        } else if (death.operation().equals("hand over")) {
            assertThatThrownBy(() -> carried.receive(Duration.ofSeconds(30))).isInstanceOf(EOFException.class);
        }
    }

    @Override
    void atTheEnd() {
        long lost = parley.longValue("lost").get();
        assertThat(parley.longValue("received").get()).isGreaterThan(20);
        assertThat(lost).isLessThanOrEqualTo(parley.longValue("taken").get() + receiversKilled);
        carried.close();
        for (String name : List.of("pipe", "side", "carried")) {
            PipeActor.open(parley, name, End.FIRST).close(); // finds what the dead left, and that nobody has it open
        }
        parley.pipe("carrier", parley.connectionCodec(Codecs.bytes())).close();
    }
}
