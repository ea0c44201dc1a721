package org.passerelle.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.passerelle.simulator.site.Activity;
import org.passerelle.simulator.site.Capabilities;
import org.passerelle.simulator.site.EnrolmentBuilder;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.Functions;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.ServiceUser;
import org.passerelle.simulator.site.ServiceUser.Obstacle;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser.CustomField;
import org.passerelle.simulator.site.SiteSettings;

/**
 * Two sites that hold what the recorded ones held, as far as the shape of answers depends on it.
 * User 5 is etu001 and course 2 the first course, as on the recorded 4.2.
 */
final class RecordedSite {
    static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private static final Instant SEEN = NOW.minusSeconds(5_000);

    /** Recordings made with another token than the full one. */
    private static final Map<String, String> TOKENS =
            Map.ofEntries(
                    Map.entry("courses_with_course_update", "editor"),
                    Map.entry("courses_by_field_with_update", "editor"),
                    Map.entry("grades_c2_u5_without_modview", "nomodules"),
                    Map.entry("mobile_call_grades", "nomodules"),
                    Map.entry("err_missingcap_getusers", "bare"),
                    Map.entry("err_missingcap_enrolled", "bare"),
                    Map.entry("err_missingcap_grades", "bare"),
                    Map.entry("err_missingcap_privacy", "bare"),
                    Map.entry("err_missingcap_update", "bare"),
                    Map.entry("nocaps_courses", "bare"),
                    Map.entry("err_missing_capability", "bare"),
                    Map.entry("err_missing_capability_course", "bare"),
                    Map.entry("err_missing_capability_grades", "bare"),
                    Map.entry("err_missing_capability_dpo", "bare"),
                    Map.entry("err_badtoken", "deadbeef"),
                    Map.entry("err_bad_token", "deadbeef"),
                    Map.entry("err_no_token", ""),
                    Map.entry("err_notoken", ""),
                    Map.entry("err_function_not_in_service", "minimal"),
                    Map.entry("core_webservice_get_site_info_min", "minimal"),
                    Map.entry("err_service_disabled", "disabled"),
                    Map.entry("err_token_ip", "elsewhere"),
                    Map.entry("err_wsuser_notauthorised", "unlisted"),
                    Map.entry("err_user_not_authorised", "unlisted"),
                    Map.entry("err_no_rest_use", "norest"),
                    Map.entry("err_wsuser_suspended", "suspended"),
                    Map.entry("err_service_user_suspended", "suspended"),
                    Map.entry("err_token_expired", "expired"),
                    Map.entry("err_token_expired_second", "deadbeef"),
                    Map.entry("core_user_delete_users_nocap", "bare"),
                    Map.entry("core_user_update_users_nocap", "bare"),
                    Map.entry("unenrol_nocap", "reader"),
                    Map.entry("dp_approve_nocap", "bare"),
                    Map.entry("dp_create_delete_nocap", "bare"),
                    Map.entry("dp_create_delete_admin_contactoff", "full"),
                    Map.entry("dp_list_unmapped", "unticked"));

    private RecordedSite() {}

    static String tokenFor(SimulatedSite site, String recording) {
        return TOKENS.getOrDefault(recording, "full");
    }

    static SimulatedSite like42() {
        SimulatedSite site = standard(Family.UP_TO_4_4DEV);
        for (String name : List.of("CAP-CUI", "BTS-MCO", "BTS-CG", "FC-SECU", "ARCH-24")) {
            course(site, name);
        }
        site.courses().forEach(course -> course.activity("page", "Accueil"));
        site.course("ARCH-24").hidden();
        SimulatedCourse first = site.course("CAP-CUI");
        GradeItem essay = first.gradedActivity("assign", "Devoir n°1", 20);
        GradeItem control = first.manualItem("Contrôle écrit", 20);
        Activity lesson = first.activities().iterator().next();
        long group = first.group("Groupe A");
        long other = site.course("BTS-CG").group("Groupe B");
        GradeItem old = site.course("ARCH-24").manualItem("Contrôle écrit", 20);
        for (int number = 1; number <= 100; number++) {
            EnrolmentBuilder in =
                    learner(site, number, number == 100 ? site.course("FC-SECU") : first);
            if (number % 2 == 1 && number < 97) {
                in.inGroup(group).graded(number % 4 == 1 ? essay : control, 12.5, "Très bien");
            }
            if (number % 3 == 1 && number != 25) {
                in.enrolledIn(site.course("BTS-CG")).inGroup(other);
            }
            EnrolmentBuilder archived =
                    in.enrolledIn(site.course("BTS-MCO")).enrolledIn(site.course("ARCH-24"));
            if (number > 1) {
                archived.graded(old, 3.25);
            }
        }
        enrolment(site, "etu001", first).completed(essay.activity().orElseThrow(), SEEN);
        enrolment(site, "etu005", first)
                .completed(essay.activity().orElseThrow(), SEEN)
                .completed(lesson, SEEN);
        enrolment(site, "etu025", first).suspended();
        site.user("etu025").enrolledIn(site.course("BTS-MCO")).suspended();
        site.user("etu025").enrolledIn(site.course("ARCH-24")).suspended();
        enrolment(site, "etu007", first).suspended();
        teacher(site);
        return withOddTokens(site);
    }

    static SimulatedSite like51() {
        SimulatedSite site = standard(Family.V5_1);
        SimulatedCourse first = course(site, "INF100");
        course(site, "PETIT01");
        site.course("PETIT01").activity("page", "Accueil");
        GradeItem control = first.manualItem("Contrôle continu", 20);
        GradeItem little = site.course("PETIT01").manualItem("Note", 20);
        Activity forum = first.activity("quiz", "Quiz 0 de INF100");
        Activity page = first.activity("page", "Page 0 de INF100");
        long group = first.group("TD2");
        for (int number = 1; number <= 20; number++) {
            EnrolmentBuilder in = learner(site, number, first).inGroup(group);
            site.user(login(number))
                    .customField(new CustomField("text", "codeape", "Code étape", "L2", true));
            site.user(login(number)).row().set("address", number + " rue de l’Église");
            in.graded(control, 14.4, "Commentaire: bien")
                    .enrolledIn(site.course("PETIT01"))
                    .accessedAt(SEEN)
                    .graded(little, 12.7);
        }
        enrolment(site, "etu004", first).completed(forum, SEEN).completed(page, SEEN);
        teacher(site);
        withOddTokens(site);
        site.user("bare").customField(new CustomField("text", "codeape", "Code étape", "", true));
        return site;
    }

    private static SimulatedSite standard(Family family) {
        SimulatedSite site = SimulatedSite.empty(family, Clock.fixed(NOW, ZoneOffset.UTC));
        site.settings().set(SiteSettings.SHOW_USER_IDENTITY, "email,idnumber,username,address");
        return site;
    }

    private static SimulatedCourse course(SimulatedSite site, String name) {
        return site.course(name)
                .titled(name + " & suite")
                .numbered("C-" + name)
                .running(1_790_104_869L, 1_812_568_869L);
    }

    private static String login(int number) {
        return "etu%03d".formatted(number);
    }

    private static EnrolmentBuilder learner(
            SimulatedSite site, int number, SimulatedCourse course) {
        return site.user(login(number))
                .named("Zoé " + number, number % 5 == 0 ? "Durand" : "Çelik")
                .email(login(number) + "@lycee.example.invalid")
                .idnumber("SIS-%05d".formatted(1_000 + number))
                .livingIn("Besançon", "FR")
                .at("Lycée de recette", "Promo 2026")
                .phone("03 81 00 00 13")
                .accessed(SEEN.minusSeconds(900), SEEN)
                .enrolledIn(course)
                .accessedAt(SEEN);
    }

    /** The enrolment that is there already, for more steps. */
    private static EnrolmentBuilder enrolment(
            SimulatedSite site, String login, SimulatedCourse course) {
        return site.user(login).enrolledIn(course);
    }

    private static void teacher(SimulatedSite site) {
        var teacher = site.user("prof1").named("Geneviève", "Lacoste").idnumber("P-0001");
        site.courses().stream()
                .filter(course -> course.id() != 1)
                .forEach(course -> teacher.enrolledIn(course).withRole("editingteacher"));
    }

    private static SimulatedSite withOddTokens(SimulatedSite site) {
        full(site, "full");
        full(site, "editor").with("moodle/course:update");
        full(site, "nomodules").without("mod/assign:view");
        full(site, "disabled").shutOut(Obstacle.SERVICE_DISABLED);
        full(site, "elsewhere").shutOut(Obstacle.IP_RESTRICTED);
        full(site, "unlisted").shutOut(Obstacle.NOT_ON_THE_LIST);
        full(site, "norest").without("webservice/rest:use");
        full(site, "expired").tokenUntil(NOW.minusSeconds(1));
        full(site, "suspended").user().set("suspended", 1);
        full(site, "unticked").privacyOfficer(false);
        site.serviceUser("reader", "reader")
                .with(Capabilities.READ)
                .withFunctions(Functions.READ)
                .withFunctions(Functions.COMMAND);
        site.serviceUser("bare", "bare")
                .withFunctions(Functions.READ)
                .withFunctions(Functions.COMMAND);
        site.serviceUser("minimal", "minimal")
                .withFunctions(List.of("core_webservice_get_site_info"));
        return site;
    }

    private static ServiceUser full(SimulatedSite site, String login) {
        return site.serviceUser(login, login)
                .with(Capabilities.READ)
                .with(Capabilities.COMMAND)
                .with("enrol/manual:enrol")
                .withFunctions(Functions.READ)
                .withFunctions(Functions.COMMAND)
                .privacyOfficer(true);
    }
}
