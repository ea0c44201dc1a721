package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.policy.pack.Finding.Level;

/**
 * Reads all organisations' files and says what is wrong, without stopping: {@code passerelle policy
 * lint}. It checks form, references between files and the rule that a fallback needs its own year.
 */
public final class Lint {
    private Lint() {}

    /** Worst first. Empty when there is nothing to say. */
    public static List<Finding> check(Path configFolder) {
        var findings = new Findings();
        new Folders(configFolder, findings).read();
        var all = new ArrayList<>(findings.all());
        all.sort((one, other) -> one.level().compareTo(other.level()));
        return all;
    }

    /** Whether something must be mended: {@code policy lint} then ends with 1. */
    public static boolean fails(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() != Level.WARNING);
    }
}
