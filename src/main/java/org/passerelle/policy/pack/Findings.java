package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.policy.pack.Finding.Level;

/** What was found so far, so that a reader sees everything at once and not one error per start. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void invalid(Path file, int line, String what, String cure) {
        all.add(new Finding(Level.INVALID, file, line, what, cure));
    }

    void invalid(Row row, String what, String cure) {
        invalid(row.path(), row.line(), what, cure);
    }

    void error(Row row, String what, String cure) {
        all.add(new Finding(Level.ERROR, row.path(), row.line(), what, cure));
    }

    void warn(Path file, String what, String cure) {
        all.add(new Finding(Level.WARNING, file, 0, what, cure));
    }

    void warn(Row row, String what, String cure) {
        all.add(new Finding(Level.WARNING, row.path(), row.line(), what, cure));
    }

    boolean usable() {
        return invalid().isEmpty();
    }

    List<Finding> invalid() {
        return all.stream().filter(finding -> finding.level() == Level.INVALID).toList();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
