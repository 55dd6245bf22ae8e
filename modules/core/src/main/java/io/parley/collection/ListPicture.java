package io.parley.collection;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A list as it was at one moment: the elements, and the id of each. */
record ListPicture<E>(long[] ids, Object[] elements) {
    /** As a list that cannot be changed. */
    List<E> asList() {
        @SuppressWarnings("unchecked") // written from decoded elements only
        E[] all = (E[]) elements;
        return Collections.unmodifiableList(Arrays.asList(all));
    }
}
