package io.parley.observe;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A domain with somebody in it, and a view of it. */
abstract class ViewFixture {
    @TempDir
    Path directory;

    Parley parley;
    DomainView view;

    @BeforeEach
    void open() {
        parley = Parley.open(
                ParleyConfig.at(directory.resolve("domain")).withDurable(false).withProcessName("tester"));
        view = DomainView.open(parley.directory());
    }

    @AfterEach
    void close() {
        view.close();
        parley.close();
    }

    /** The only object of that name, as the record for its kind. */
    <S extends ObjectSnapshot> S look(String name, Class<S> type) {
        return type.cast(view.snapshot(info(name)));
    }

    ObjectInfo info(String name) {
        return view.find(name).get(0);
    }
}
