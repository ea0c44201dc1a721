package org.passerelle.commands.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.commands.hands.Check;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;
import org.passerelle.commands.hands.Verification;

/** How a verification is kept in the notes of its step. */
public final class VerificationNotes {
    private static final String CHECK = "check-";
    private static final String RESIDUES = "residues";

    private VerificationNotes() {}

    public static Map<String, String> notes(Verification verification) {
        var notes = new HashMap<String, String>();
        for (Check check : verification.checks()) {
            notes.put(CHECK + check.name().key(), check.result().key() + "|" + check.detail());
        }
        notes.put(RESIDUES, String.join("\n", verification.residues()));
        return notes;
    }

    /** A check without a note did not run. */
    public static Verification of(Map<String, String> notes) {
        var checks = new ArrayList<Check>();
        for (Name name : Name.values()) {
            checks.add(check(name, notes.getOrDefault(CHECK + name.key(), "not-run|")));
        }
        return new Verification(
                checks,
                notes.getOrDefault(RESIDUES, "").lines().filter(line -> !line.isBlank()).toList());
    }

    /**
     * Whether it ran and shows that something is not as it should be. Kept contexts are only told.
     */
    public static boolean contradicts(Check check) {
        return check.result() == Result.FAILED && check.name() != Name.NOTHING_KEPT;
    }

    public static String names(List<Check> checks) {
        return checks.stream().map(check -> check.name().key()).collect(Collectors.joining(", "));
    }

    private static Check check(Name name, String note) {
        int bar = note.indexOf('|');
        var result = note.substring(0, bar).replace('-', '_').toUpperCase(Locale.ROOT);
        return new Check(name, Result.valueOf(result), note.substring(bar + 1));
    }
}
