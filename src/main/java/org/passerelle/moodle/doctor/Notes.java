package org.passerelle.moodle.doctor;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.learning.PlatformDoctor.Finding;
import org.passerelle.learning.PlatformDoctor.Result;
import org.passerelle.moodle.client.MoodleFault;

/** What was found, in the order of looking. */
final class Notes {
    private final List<Finding> findings = new ArrayList<>();

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void ok(String check, String what) {
        findings.add(new Finding(check, Result.OK, what, ""));
    }

    void mend(String check, String what, String mend) {
        findings.add(new Finding(check, Result.MEND, what, mend));
    }

    void warn(String check, String what, String mend) {
        findings.add(new Finding(check, Result.WARN, what, mend));
    }

    void cannotBeSeen(String check, String what, String where) {
        findings.add(new Finding(check, Result.CANNOT_BE_SEEN, what, where));
    }

    /** Moodle did not answer as asked. */
    void refused(String check, MoodleFault fault) {
        String what = fault.function() + ": " + fault.code() + ": " + fault.what();
        switch (fault) {
            case MoodleFault.WrongSetUp wrong -> mend(check, what, wrong.mend());
            case MoodleFault.Passing passing -> warn(check, what, "ask again later");
            case MoodleFault.Maintenance maintenance ->
                    warn(
                            check,
                            what,
                            "Site administration > Server > Maintenance mode; ask again afterwards");
            case MoodleFault.NotFound unknown ->
                    warn(check, what, "ask again; if it stays, report it with this line");
            case MoodleFault.Never never ->
                    warn(check, what, "ask again; if it stays, report it with this line");
        }
    }
}
