package org.passerelle.commands.hands;

import java.util.List;

/**
 * What reading after an erasure showed.
 *
 * @param checks every check there is, run or not
 * @param residues in French: what the platform is known to keep
 */
public record Verification(List<Check> checks, List<String> residues) {
    public Verification {
        checks = List.copyOf(checks);
        residues = List.copyOf(residues);
    }

    public Level level() {
        return Level.of(checks);
    }
}
