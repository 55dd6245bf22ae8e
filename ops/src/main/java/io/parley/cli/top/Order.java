package io.parley.cli.top;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which rows are shown, and in which order.
 *
 * @param by the column that counts
 * @param reversed the other way round
 * @param filter what the names of the files contain, in small letters or capital ones
 */
public record Order(Column by, boolean reversed, String filter) {
    /** Those rows in that order. */
    public List<Row> of(List<Row> rows) {
        Comparator<Row> order = reversed ? Collections.reverseOrder(by.order()) : by.order();
        String wanted = filter.toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> row.file().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(order)
                .toList();
    }
}
