package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/**
 * What one caller sees of users, on the site or in a course. A field the caller may not see is
 * absent, never empty, and never an error: as Moodle does it.
 */
final class UserView {
    private static final Set<String> IDENTITY =
            Set.of("email", "idnumber", "institution", "department", "phone1", "phone2");
    private static final Set<String> DETAILS =
            Set.of("auth", "confirmed", "lang", "theme", "mailformat", "trackforums");

    private final WsCall call;
    private final Optional<SimulatedCourse> course;
    private final Set<String> wanted;
    private final Set<String> identity;
    private final Set<String> hidden;
    private final boolean seesAll;
    private final boolean isAdmin;

    /**
     * @param wanted the field names to show; empty for all
     */
    UserView(WsCall call, Optional<SimulatedCourse> course, List<String> wanted) {
        this.call = call;
        this.course = course;
        this.wanted = Set.copyOf(wanted);
        SiteSettings settings = call.site().settings();
        this.identity =
                call.may("moodle/site:viewuseridentity")
                        ? Set.copyOf(settings.list(SiteSettings.SHOW_USER_IDENTITY))
                        : Set.of();
        boolean opensHidden =
                call.may(
                        course.isPresent()
                                ? "moodle/course:viewhiddenuserfields"
                                : "moodle/user:viewhiddendetails");
        this.hidden =
                opensHidden ? Set.of() : Set.copyOf(settings.list(SiteSettings.HIDDEN_USER_FIELDS));
        this.seesAll = call.may("moodle/user:viewalldetails");
        this.isAdmin = call.caller().user().is("siteadmin");
    }

    /** Users the caller may not see are left out of lists in silence. */
    boolean isVisible(SimulatedUser user) {
        return isSelf(user) || call.may("moodle/user:viewdetails");
    }

    /** Whether a search by this column may find the user: not by what the caller cannot see. */
    boolean shows(SimulatedUser user, String column) {
        return isVisible(user)
                && (column.equals("id") || (!user.text(column).isEmpty() && allows(user, column)));
    }

    private boolean isSelf(SimulatedUser user) {
        return user.id() == call.caller().id();
    }

    private boolean wants(String column) {
        return wanted.isEmpty() || wanted.contains(column);
    }

    private boolean allows(SimulatedUser user, String column) {
        if (hidden.contains(column) && !isAdmin) {
            return false;
        }
        if (column.equals("username") || DETAILS.contains(column)) {
            return seesAll || isSelf(user);
        }
        if (IDENTITY.contains(column)) {
            return identity.contains(column) || isIdentityOpen(user, column);
        }
        if (column.equals("firstname") || column.equals("lastname")) {
            return call.family().since45() || isAdmin || call.may("moodle/site:viewfullnames");
        }
        return true;
    }

    private boolean isIdentityOpen(SimulatedUser user, String column) {
        return switch (column) {
            case "email" -> isSelf(user) || user.number("maildisplay") == 1;
            case "phone1", "phone2" -> isAdmin;
            default -> seesAll || isSelf(user);
        };
    }

    /** The columns both user and enrolment functions show, in Moodle's order. */
    void writeIdentity(JsonOut out, SimulatedUser user) {
        out.field("id", user.id());
        texts(out, user, "username", "firstname", "lastname");
        out.field("fullname", user.fullName());
        texts(out, user, "email");
        if (call.family().since45()) {
            texts(out, user, "address");
        }
        // Moodle's operators bind so that a site administrator gets phones without asking.
        for (String phone : List.of("phone1", "phone2")) {
            if (!user.text(phone).isEmpty() && (isAdmin || (wants(phone) && allows(user, phone)))) {
                out.field(phone, user.text(phone));
            }
        }
        if (wants("department") && allows(user, "department")) {
            out.field("department", user.text("department"));
        }
        texts(out, user, "institution", "idnumber", "interests");
        accesses(out, user, "firstaccess", "lastaccess");
    }

    void writePlace(JsonOut out, SimulatedUser user) {
        if (wants("description") && !user.text("description").isEmpty()) {
            texts(out, user, "description");
            out.field("descriptionformat", 1);
        }
        texts(out, user, "city", "country");
        if (wants("profileimageurlsmall")) {
            out.field("profileimageurlsmall", call.address().image(2));
        }
        if (wants("profileimageurl")) {
            out.field("profileimageurl", call.address().image(1));
        }
        customFields(out, user);
    }

    /** core_user_get_users and core_user_get_users_by_field. */
    void write(JsonOut out, SimulatedUser user) {
        out.object();
        writeIdentity(out, user);
        boolean details = seesAll || isSelf(user);
        texts(out, user, "auth");
        if (allows(user, "suspended")) {
            out.field("suspended", user.is("suspended"));
        }
        if (details) {
            out.field("confirmed", user.is("confirmed")).field("lang", user.text("lang"));
            out.field("theme", user.text("theme"));
        }
        texts(out, user, "timezone");
        if (details) {
            out.field("mailformat", user.number("mailformat"));
            if (call.family().since45()) {
                out.field("trackforums", 0);
            }
        }
        writePlace(out, user);
        preferences(out, user);
        out.endObject();
    }

    /** core_enrol_get_enrolled_users. The account's suspension is in no column of it. */
    void writeEnrolled(JsonOut out, SimulatedUser user, Optional<Participation> his) {
        out.object();
        writeIdentity(out, user);
        if (wants("lastcourseaccess") && allows(user, "lastaccess")) {
            out.field("lastcourseaccess", his.map(Participation::lastAccess).orElse(0L));
        }
        writePlace(out, user);
        if (his.isPresent() && course.isPresent()) {
            groups(out, course.get(), his.get());
        }
        roles(out, his);
        preferences(out, user);
        enrolledCourses(out, user);
        out.endObject();
    }

    private void texts(JsonOut out, SimulatedUser user, String... columns) {
        for (String column : columns) {
            if (wants(column) && !user.text(column).isEmpty() && allows(user, column)) {
                out.field(column, user.text(column));
            }
        }
    }

    private void accesses(JsonOut out, SimulatedUser user, String... columns) {
        for (String column : columns) {
            if (wants(column) && allows(user, column)) {
                out.field(column, user.number(column));
            }
        }
    }

    private void customFields(JsonOut out, SimulatedUser user) {
        var shown =
                user.customFields().values().stream()
                        .filter(field -> field.open() || seesAll || isSelf(user))
                        .toList();
        if (!wants("customfields") || shown.isEmpty()) {
            return;
        }
        out.name("customfields").array();
        for (SimulatedUser.CustomField field : shown) {
            out.object().field("type", field.type()).field("value", field.value());
            if (course.isEmpty()) {
                out.field("displayvalue", field.value());
            }
            out.field("name", field.label()).field("shortname", field.shortName()).endObject();
        }
        out.endArray();
    }

    private void groups(JsonOut out, SimulatedCourse in, Participation his) {
        if (!wants("groups")
                || his.groups().isEmpty()
                || !call.may("moodle/site:accessallgroups")) {
            return;
        }
        out.name("groups").array();
        for (long group : his.groups()) {
            out.object().field("id", group).field("name", in.groups().getOrDefault(group, ""));
            out.field("description", "").field("descriptionformat", 0).endObject();
        }
        out.endArray();
    }

    private void roles(JsonOut out, Optional<Participation> his) {
        if (!wants("roles")) {
            return;
        }
        out.name("roles").array();
        for (String role : his.map(Participation::roles).orElse(Set.of())) {
            out.object().field("roleid", call.site().roles().id(role)).field("name", "");
            out.field("shortname", role).field("sortorder", 0).endObject();
        }
        out.endArray();
    }

    private void preferences(JsonOut out, SimulatedUser user) {
        if (wants("preferences") && isSelf(user)) {
            out.name("preferences").array().object();
            out.field("name", "auth_manual_passwordupdatetime").field("value", "1795288810");
            out.endObject().endArray();
        }
    }

    private void enrolledCourses(JsonOut out, SimulatedUser user) {
        if (!wants("enrolledcourses") || hidden.contains("mycourses")) {
            return;
        }
        long now = call.site().now();
        var active =
                call.site().courses().stream()
                        .filter(
                                c ->
                                        c.participation(user.id())
                                                .filter(p -> p.isActiveAt(now))
                                                .isPresent())
                        .toList();
        if (active.isEmpty()) {
            return;
        }
        out.name("enrolledcourses").array();
        for (SimulatedCourse in : active) {
            out.object().field("id", in.id()).field("fullname", Html.escape(in.text("fullname")));
            out.field("shortname", Html.escape(in.text("shortname"))).endObject();
        }
        out.endArray();
    }
}
