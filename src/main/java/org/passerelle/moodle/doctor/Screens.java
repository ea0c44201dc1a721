package org.passerelle.moodle.doctor;

/** Where an administrator finds things; read from the menus of 4.2 and 5.1. */
final class Screens {
    static final String ROLES = "Site administration > Users > Permissions > Define roles: ";
    static final String FUNCTIONS =
            "Site administration > Server > Web services > External services > Functions of the service: ";
    static final String PRIVACY =
            "Site administration > Users > Privacy and policies > Privacy settings: ";
    static final String USER_POLICIES =
            "Site administration > Users > Permissions > User policies: ";
    static final String TASKS =
            "Site administration > Server > Tasks > Scheduled tasks and Ad hoc tasks";
    static final String LOGS =
            "Site administration > Plugins > Logging > Standard log > Keep logs for";
    static final String REGISTRY =
            "Site administration > Users > Privacy and policies > Data registry";

    private Screens() {}
}
