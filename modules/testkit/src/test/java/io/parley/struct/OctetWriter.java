package io.parley.struct;

import io.parley.Parley;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import io.parley.value.SharedStruct;
import java.nio.file.Path;

/** Counts up in all fields of a struct until told to stop. Arguments: domain. */
final class OctetWriter {
    private OctetWriter() {}

    public static void main(String[] args) {
        try (Parley parley = Parley.open(Path.of(args[0]))) {
            SharedStruct<Octet> octet = parley.struct("octet", Octet.class);
            SharedLong stop = parley.longValue("stop");
            Script.reached("ready");
            while (stop.getAcquire() == 0) {
                octet.edit(view -> view.say(view.one() + 1));
            }
        }
    }
}
