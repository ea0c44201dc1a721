package org.passerelle.simulator.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What Moodle does to an account when it is deleted, and to enrolments when they end. */
public final class Accounts {
    private final SimulatedSite site;

    Accounts(SimulatedSite site) {
        this.site = site;
    }

    /** Deletes as core_user_delete_users does, the automatic privacy request included. */
    public void delete(SimulatedUser user, long by) {
        delete(user);
        site.privacy().createAfterDeletion(user, by);
    }

    /** The tombstone stays: names, phone, password hash; the old e-mail inside the new username. */
    void delete(SimulatedUser user) {
        String login = user.text("username");
        String mail = user.text("email");
        site.leave(
                user.id(),
                Trace.Kind.LOG_OF_ACCOUNT_DELETION,
                String.join(" ", login, mail, user.text("idnumber")));
        site.courses().forEach(course -> endAll(course, user.id()));
        site.traces().removeIf(t -> t.userId() == user.id() && t.kind().goesWithTheAccount());
        user.customFields().clear();
        String stem = mail.isEmpty() ? login + "." + user.id() + "@unknownemail.invalid" : mail;
        user.set("username", stem.toLowerCase(Locale.ROOT) + "." + site.now());
        user.set("email", md5(login)).set("idnumber", "").set("deleted", 1);
    }

    /** Ends the manual enrolment. The grades go with the last enrolment, and do not come back. */
    public void unenrol(SimulatedCourse course, long userId) {
        Optional<Participation> held = course.participation(userId);
        held.ifPresent(
                participation -> {
                    participation.enrolments().remove("manual");
                    if (!participation.isEnrolled()) {
                        forget(course, participation);
                    }
                });
    }

    private void endAll(SimulatedCourse course, long userId) {
        course.participation(userId)
                .ifPresent(
                        participation -> {
                            participation.enrolments().clear();
                            forget(course, participation);
                        });
    }

    private void forget(SimulatedCourse course, Participation participation) {
        if (!participation.grades().isEmpty()) {
            site.leave(
                    participation.userId(),
                    Trace.Kind.GRADE_HISTORY,
                    course.text("shortname") + " " + participation.grades().values());
        }
        participation.forgetParticipation();
    }

    /** Enrols as enrol_manual_enrol_users does: what is not said is reset. */
    public void enrol(SimulatedCourse course, long userId, Enrolment enrolment) {
        course.participationOf(userId).enrolments().put("manual", enrolment);
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
