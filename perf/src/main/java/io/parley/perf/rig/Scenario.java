package io.parley.perf.rig;

import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param transport what carries the messages
 * @param waiting how the receivers wait
 * @param bytes length of each message
 */
public record Scenario(Transport transport, Wait waiting, int bytes) {
    /** Every possible combination. */
    static List<Scenario> all(List<Transport> transports, List<Wait> waits, int bytes) {
        List<Scenario> all = new ArrayList<>();
        for (Transport transport : transports) {
            for (Wait waiting : waits) {
                if (transport.supports(waiting)) {
                    all.add(new Scenario(transport, waiting, bytes));
                }
            }
        }
        return all;
    }

    /** For tables. */
    public String title() {
        return transport.title() + ", " + waiting.label();
    }
}
