package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.pack.Finding.Level;
import org.passerelle.policy.pack.Finding.Place;

/** What was found so far, so that a reader sees everything at once and not one error per start. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /**
     * What is wrong and what to do about it.
     *
     * @param what as a statement: {@code purpose quality has no retention row}
     */
    record Words(String what, String cure) {}

    void invalid(Path file, int line, String what, String cure) {
        add(FindingCode.FORM, Level.INVALID, Place.of(file, line), new Words(what, cure));
    }

    void invalid(Row row, String what, String cure) {
        add(FindingCode.FORM, Level.INVALID, Place.of(row), new Words(what, cure));
    }

    /** Switches purposes off until it is mended or accepted. */
    void error(FindingCode code, Row row, Set<PurposeKey> stops, Words words) {
        all.add(
                new Finding(
                        code,
                        Level.ERROR,
                        Place.of(row),
                        words.what(),
                        words.cure(),
                        stops,
                        Optional.empty()));
    }

    void warn(FindingCode code, Path file, Words words) {
        add(code, Level.WARNING, Place.of(file, 0), words);
    }

    void warn(FindingCode code, Row row, Words words) {
        add(code, Level.WARNING, Place.of(row), words);
    }

    void addAll(Findings others) {
        all.addAll(others.all);
    }

    void replaceAll(UnaryOperator<Finding> change) {
        all.replaceAll(change);
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

    private void add(FindingCode code, Level level, Place place, Words words) {
        all.add(
                new Finding(
                        code,
                        level,
                        place,
                        words.what(),
                        words.cure(),
                        Set.of(),
                        Optional.empty()));
    }
}
