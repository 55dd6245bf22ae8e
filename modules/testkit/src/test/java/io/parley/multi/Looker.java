package io.parley.multi;

import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.nio.file.Path;

/** Prints what a domain looks like from outside. Argument: its directory. */
final class Looker {
    private Looker() {}

    public static void main(String[] args) {
        try (DomainView view = DomainView.open(Path.of(args[0]))) {
            for (ObjectInfo object : view.objects()) {
                System.out.println(object.file() + " " + object.state() + " "
                        + view.snapshot(object).summary());
            }
            view.processes()
                    .forEach(process -> System.out.println(process.name() + (process.alive() ? " alive" : " dead")));
        }
    }
}
