package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.passerelle.policy.pack.Finding.Level;

/**
 * Reads all organisations' files and says what is wrong, without stopping: {@code passerelle policy
 * lint}. It checks form, references between files and the rule that a fallback needs its own year,
 * and looks for holes and contradictions between the pack and the published policy as {@code
 * published.yaml} records it ({@link Check}).
 */
public final class Lint {
    private Lint() {}

    /** What the files alone say: nothing is too old, and no part is elsewhere. */
    static List<Finding> check(Path configFolder) {
        return check(configFolder, Circumstances.NONE);
    }

    /** Worst first, then by code. Empty when there is nothing to say. */
    public static List<Finding> check(Path configFolder, Circumstances circumstances) {
        var findings = new Findings();
        new Folders(configFolder, circumstances, findings).read();
        var all = new ArrayList<>(findings.all());
        all.sort(Comparator.comparing(Finding::level).thenComparing(Finding::code));
        return all;
    }

    /**
     * Whether something must be mended: {@code policy lint} then ends with 1.
     *
     * @param today findings of level error whose acceptance still counts fail nothing
     */
    public static boolean fails(List<Finding> findings, LocalDate today) {
        return findings.stream()
                .anyMatch(
                        finding -> finding.level() != Level.WARNING && !finding.acceptedOn(today));
    }
}
