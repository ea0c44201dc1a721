package org.passerelle.policy;

import java.util.Locale;

/** What the end of retention does (UPR-42). */
public enum FinalStep {
    ERASE,
    ANONYMISE;

    /** The spelling in YAML. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
