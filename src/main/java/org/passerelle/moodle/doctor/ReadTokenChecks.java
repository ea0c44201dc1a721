package org.passerelle.moodle.doctor;

import java.util.Set;
import java.util.TreeSet;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.mapping.SiteCard;

/** Does the read token's service offer what is needed, and no more. */
final class ReadTokenChecks {
    private static final Set<String> ALSO =
            Set.of("core_webservice_get_site_info", "core_course_get_courses");
    private static final Set<String> LOOKED_AT_BY_US =
            Set.of(
                    "core_grades_get_gradeitems",
                    "tool_mobile_call_external_functions",
                    "core_user_get_users",
                    "core_user_get_users_by_field",
                    "core_course_get_courses_by_field",
                    "core_enrol_get_users_courses");

    private final MoodleClient client;
    private final Notes notes;
    private final Set<String> needed;

    ReadTokenChecks(MoodleClient client, Notes notes, Set<String> needed) {
        this.client = client;
        this.notes = notes;
        this.needed = new TreeSet<>(needed);
        this.needed.addAll(ALSO);
    }

    void look(SiteCard site) {
        if (site.siteAdmin()) {
            notes.mend(
                    "read-account",
                    client
                            + ": the read account is a site administrator and sees more than it should",
                    "make an account of its own for reading; its role: docs/administrator.md");
        } else {
            notes.ok("read-account", "the read account is no site administrator");
        }
        missing(site);
        superfluous(site);
        if (site.functions().contains("tool_mobile_call_external_functions")) {
            notes.ok("read-batch", "small calls can be sent together");
        } else {
            notes.warn(
                    "read-batch",
                    "completion is read one call per person, about 7 times slower",
                    Screens.FUNCTIONS + "add tool_mobile_call_external_functions");
        }
    }

    private void missing(SiteCard site) {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(site.functions());
        if (missing.isEmpty()) {
            notes.ok(
                    "read-functions",
                    "the service offers all "
                            + needed.size()
                            + " functions the mapping files need");
        } else {
            notes.mend(
                    "read-functions",
                    "the read token's service lacks " + missing,
                    Screens.FUNCTIONS + "add " + missing);
        }
    }

    private void superfluous(SiteCard site) {
        Set<String> more = new TreeSet<>(site.functions());
        more.removeAll(needed);
        more.removeAll(LOOKED_AT_BY_US);
        if (more.isEmpty()) {
            notes.ok("read-service", "the service offers nothing that is not used");
        } else {
            notes.warn(
                    "read-service",
                    "the read token's service offers "
                            + more.size()
                            + " functions that are not used: "
                            + more.stream().limit(10).toList(),
                    Screens.FUNCTIONS + "remove them");
        }
    }
}
