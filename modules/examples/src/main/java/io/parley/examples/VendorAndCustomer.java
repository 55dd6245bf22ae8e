package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.SharedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("vendor-and-customer-" + ProcessHandle.current().pid())) {
            run(parley, "pulses");
            SharedEvent pulse = parley.event("pulse");
            pulse.set();
            System.out.println("pulses: both sides ended, the event works: " + pulse.await(PATIENCE));
            run(parley, "two events");
            parley.delete();
        }
    }

    private static void run(Parley parley, String how) throws IOException, InterruptedException {
        Child.join(List.of(
                Child.start(Vendor.class, parley.directory(), how),
                Child.start(Customer.class, parley.directory(), how)));
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

    /** Its arguments are the domain's directory and how the two talk. */
    static final class Vendor {
        private Vendor() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                if (args[1].equals("pulses")) {
                    SharedEvent pulse = parley.event("pulse");
                    pulse.set();
                    pulse.clear();
                    pulse.await(SHORT);
                    pulse.set();
                    pulse.clear();
                    return;
                }
                SharedEvent toVendor = parley.event("to-vendor");
                SharedEvent toCustomer = parley.event("to-customer");
                await(toVendor);
                say("vendor: takes the order");
                say("vendor: prepares the noodles");
                say("vendor: serves them");
                toCustomer.set();
                await(toVendor);
                say("vendor: thanks");
            }
        }
    }

    /** Its arguments are the domain's directory and how the two talk. */
    static final class Customer {
        private Customer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                if (args[1].equals("pulses")) {
                    SharedEvent pulse = parley.event("pulse");
                    pulse.set();
                    pulse.clear();
                    pulse.await(SHORT);
                    return;
                }
                SharedEvent toVendor = parley.event("to-vendor");
                SharedEvent toCustomer = parley.event("to-customer");
                say("customer: orders noodles");
                toVendor.set();
                await(toCustomer);
                say("customer: begins to eat");
                say("customer: enjoyed them");
                say("customer: pays");
                toVendor.set();
            }
        }
    }
}
