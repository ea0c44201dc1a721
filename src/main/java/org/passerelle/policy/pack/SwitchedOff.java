package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.Purpose.State;
import org.passerelle.policy.pack.Finding.Level;

/** Takes the purposes that findings of level error stop out of use. */
final class SwitchedOff {
    private SwitchedOff() {}

    static Pack apply(Pack pack, List<Finding> findings) {
        return pack.withPurposes(
                pack.purposes().stream().map(purpose -> purpose(purpose, findings)).toList());
    }

    private static Purpose purpose(Purpose purpose, List<Finding> findings) {
        var stopping =
                findings.stream()
                        .filter(finding -> finding.level() == Level.ERROR)
                        .filter(finding -> finding.stops().contains(purpose.key()))
                        .toList();
        if (stopping.isEmpty() || !purpose.active()) {
            return purpose;
        }
        return purpose.in(
                stopping.stream()
                        .filter(finding -> finding.acceptance().isEmpty())
                        .findFirst()
                        .<State>map(finding -> new State.SwitchedOff(words(finding)))
                        .orElseGet(() -> borne(stopping)));
    }

    /** Every one is accepted: it runs until the first of the acceptances ends. */
    private static State borne(List<Finding> stopping) {
        var first =
                stopping.stream()
                        .map(Finding::acceptance)
                        .flatMap(Optional::stream)
                        .map(Acceptance::until)
                        .min(LocalDate::compareTo)
                        .orElseThrow();
        return new State.AcceptedUntil(words(stopping.getFirst()), first);
    }

    private static String words(Finding finding) {
        return finding.code().key() + ": " + finding.what();
    }
}
