package org.passerelle.app.settings;

import java.util.List;
import org.passerelle.personaldata.PermanentFailure;

/** Settings that cannot be used: the start stops, and all of them are named at once. */
public final class SettingsProblem extends PermanentFailure {
    public SettingsProblem(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null);
    }
}
