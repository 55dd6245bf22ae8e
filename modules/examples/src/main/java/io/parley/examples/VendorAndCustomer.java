package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessTarget;
import io.parley.sync.SharedEvent;
import java.time.Duration;

/**
 * A vendor and a customer, in a process each, tell each other what is done. With one event that each sets and clears at
 * once, a side that is late misses it: both give up after a while, and the event is as good as new. With an event for
 * each direction nothing is missed, and every line comes in its place.
 */
public final class VendorAndCustomer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private VendorAndCustomer() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("vendor-and-customer-" + ProcessHandle.current().pid())) {
            SharedEvent pulse = parley.event("pulse");
            run(parley, () -> sellInPulses(pulse), () -> buyInPulses(pulse));
            pulse.set();
            System.out.println("pulses: both sides ended, the event works: " + pulse.await(PATIENCE));
            SharedEvent toVendor = parley.event("to-vendor");
            SharedEvent toCustomer = parley.event("to-customer");
            run(parley, () -> sell(toVendor, toCustomer), () -> buy(toVendor, toCustomer));
            parley.delete();
        }
    }

    private static void run(Parley parley, ProcessTarget sell, ProcessTarget buy) throws InterruptedException {
        ParleyProcess vendor = parley.process("vendor", sell).start();
        ParleyProcess customer = parley.process("customer", buy).start();
        vendor.join();
        customer.join();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void await(SharedEvent event) throws InterruptedException {
        if (!event.await(PATIENCE)) {
            throw new IllegalStateException("nobody answered: " + event);
        }
        event.clear();
    }

    private static void sellInPulses(SharedEvent pulse) throws InterruptedException {
        pulse.set();
        pulse.clear();
        pulse.await(SHORT);
        pulse.set();
        pulse.clear();
    }

    private static void buyInPulses(SharedEvent pulse) throws InterruptedException {
        pulse.set();
        pulse.clear();
        pulse.await(SHORT);
    }

    private static void sell(SharedEvent toVendor, SharedEvent toCustomer) throws InterruptedException {
        await(toVendor);
        say("vendor: takes the order");
        say("vendor: prepares the noodles");
        say("vendor: serves them");
        toCustomer.set();
        await(toVendor);
        say("vendor: thanks");
    }

    private static void buy(SharedEvent toVendor, SharedEvent toCustomer) throws InterruptedException {
        say("customer: orders noodles");
        toVendor.set();
        await(toCustomer);
        say("customer: begins to eat");
        say("customer: enjoyed them");
        say("customer: pays");
        toVendor.set();
    }
}
