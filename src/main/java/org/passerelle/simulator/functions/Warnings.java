package org.passerelle.simulator.functions;

import java.util.ArrayList;
import java.util.List;

/** Moodle's partial, silent failures: a list beside the answer. */
final class Warnings {
    private final List<Warning> all = new ArrayList<>();

    private record Warning(String item, long id, String code, String words) {}

    void add(long userId, String code, String words) {
        all.add(new Warning("user", userId, code, words));
    }

    /** As {@code {"warnings": […]}}. */
    Answer answer() {
        List<Warning> now = List.copyOf(all);
        return Answer.of(
                out -> {
                    out.object().name("warnings").array();
                    for (Warning warning : now) {
                        out.object().field("item", warning.item()).field("itemid", warning.id());
                        out.field("warningcode", warning.code());
                        out.field("message", warning.words()).endObject();
                    }
                    out.endArray().endObject();
                });
    }
}
