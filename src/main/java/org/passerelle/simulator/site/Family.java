package org.passerelle.simulator.site;

/**
 * The three families of Moodle that differ for us: in the spelling of errors and in the functions
 * offered. Inside a family our functions answer alike.
 */
public enum Family {
    /** 4.1 to 4.4dev: bare exception names, no function to create a privacy request. */
    UP_TO_4_4DEV("4.2 (Build: 20230424)", "2023042400"),
    /** 4.5: namespaced exception names, the old error codes. */
    V4_5("4.5.6 (Build: 20250811)", "2024100706"),
    /** 5.1: namespaced exception names, one code for every missing record. */
    V5_1("5.1.3 (Build: 20260216)", "2025100603");

    private final String release;
    private final String version;

    Family(String release, String version) {
        this.release = release;
        this.version = version;
    }

    public String release() {
        return release;
    }

    public String version() {
        return version;
    }

    /** Whether exception names carry the prefix {@code core\exception\}. */
    public boolean namespaced() {
        return this != UP_TO_4_4DEV;
    }

    /** Whether the fields and functions added by 4.5 are there. */
    public boolean since45() {
        return this != UP_TO_4_4DEV;
    }
}
