package org.passerelle.personaldata;

/**
 * How deeply a platform is wired: plain web-service functions, report-builder reports as well, or
 * our optional Moodle plugin as well. A mapping file names the tier it needs.
 */
public enum Tier {
    CORE,
    REPORTS,
    PLUGIN;

    /** Whether a platform wired at this tier can serve a mapping that needs the other. */
    public boolean covers(Tier needed) {
        return compareTo(needed) >= 0;
    }
}
