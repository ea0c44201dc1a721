package org.passerelle.journal.chain;

import java.util.ArrayList;
import java.util.List;

/** The latest of something, never null. One thread. */
final class Latest<T> {
    private final List<T> value = new ArrayList<>(1);

    Latest(T first) {
        value.add(first);
    }

    T get() {
        return value.getFirst();
    }

    void set(T next) {
        value.set(0, next);
    }
}
