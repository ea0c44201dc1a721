package org.passerelle.simulator;

import static org.passerelle.simulator.CommandContractTest.old;
import static org.passerelle.simulator.CommandContractTest.recent;
import static org.passerelle.simulator.RecordedSteps.AS_IT_IS;
import static org.passerelle.simulator.RecordedSteps.deleted;

import java.util.stream.Stream;
import org.passerelle.simulator.CommandContractTest.Case;

/** The recorded changes of accounts and enrolments, and what is seen afterwards. */
final class RecordedCommands {
    private static final String UPDATE = "core_user_update_users";
    private static final String DELETE = "core_user_delete_users";
    private static final String UNENROL = "enrol_manual_unenrol_users";
    private static final String ENROL = "enrol_manual_enrol_users";

    private RecordedCommands() {}

    static Stream<Case> cases() {
        return Stream.of(oldCommands(), recentCommands()).flatMap(cases -> cases);
    }

    private static Stream<Case> oldCommands() {
        return Stream.of(
                old(
                        AS_IT_IS,
                        "update_users_suspend",
                        UPDATE,
                        "users[0][id]=102",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_admin",
                        UPDATE,
                        "users[0][id]=2",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_unknown",
                        UPDATE,
                        "users[0][id]=99999",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_dupemail",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][email]=etu001@lycee.example.invalid"),
                old(
                        AS_IT_IS,
                        "update_bad_email",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][email]=not-an-email"),
                old(
                        AS_IT_IS,
                        "update_bad_username",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][username]=Effacé 103"),
                old(
                        AS_IT_IS,
                        "err_missingcap_update",
                        UPDATE,
                        "users[0][id]=5",
                        "users[0][suspended]=1"),
                old(AS_IT_IS, "erase_delete_users", DELETE, "userids[0]=17"),
                old(AS_IT_IS, "delete_admin", DELETE, "userids[0]=2"),
                old(AS_IT_IS, "delete_guest", DELETE, "userids[0]=1"),
                old(AS_IT_IS, "delete_unknown", DELETE, "userids[0]=99999"),
                old(deleted(17), "delete_again", DELETE, "userids[0]=17"),
                old(
                        AS_IT_IS,
                        "delete_batch_with_unknown",
                        DELETE,
                        "userids[0]=100",
                        "userids[1]=99999"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_u34_c2",
                        UNENROL,
                        "enrolments[0][userid]=34",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_not_enrolled",
                        UNENROL,
                        "enrolments[0][userid]=104",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_unknownuser",
                        UNENROL,
                        "enrolments[0][userid]=99999",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_unknowncourse",
                        UNENROL,
                        "enrolments[0][userid]=34",
                        "enrolments[0][courseid]=9999"));
    }

    private static Stream<Case> recentCommands() {
        return Stream.of(
                recent(
                        AS_IT_IS,
                        "core_user_update_users_admin",
                        UPDATE,
                        "users[0][id]=2",
                        "users[0][firstname]=X"),
                recent(
                        deleted(9),
                        "core_user_update_users_deleted",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][firstname]=X"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_dupusername",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][username]=etu001"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_partial",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][city]=Brest",
                        "users[1][id]=10",
                        "users[1][email]=etu001@lycee.example.invalid"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_nocap",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][city]=x"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_badusername",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][username]=ABC Déf"),
                recent(AS_IT_IS, "core_user_delete_users_admin", DELETE, "userids[0]=2"),
                recent(
                        AS_IT_IS,
                        "core_user_delete_users_mixed",
                        DELETE,
                        "userids[0]=9",
                        "userids[1]=999999"),
                recent(AS_IT_IS, "core_user_delete_users_nocap", DELETE, "userids[0]=9"),
                recent(AS_IT_IS, "core_user_delete_users_ok", DELETE, "userids[0]=9"),
                recent(AS_IT_IS, "core_user_delete_users_guest", DELETE, "userids[0]=1"),
                recent(
                        AS_IT_IS,
                        "unenrol_nocap",
                        UNENROL,
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "unenrol_unknown_user",
                        UNENROL,
                        "enrolments[0][userid]=999999",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "unenrol_unknown_course",
                        UNENROL,
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=99999"),
                recent(
                        AS_IT_IS,
                        "enrol_badrole",
                        ENROL,
                        "enrolments[0][roleid]=1",
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "enrol_ok",
                        ENROL,
                        "enrolments[0][roleid]=5",
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"));
    }
}
