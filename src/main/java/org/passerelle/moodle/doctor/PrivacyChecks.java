package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.mapping.SiteCard;

/** The settings around data requests, as far as any web service lets them be seen. */
final class PrivacyChecks {
    private static final String CREATE = "tool_dataprivacy_create_data_request";
    private static final String APPROVE = "tool_dataprivacy_approve_data_request";
    private static final String LIST = "tool_dataprivacy_get_data_requests";
    private static final String OWN_RIGHTS = "tool_dataprivacy_get_access_information";
    private static final String PURPOSES = "tool_dataprivacy_get_purpose_options";

    /**
     * Export files that expired: seldom any, and none is about a deletion. Asked for one person,
     * anybody may.
     */
    private static final Arguments EXPIRED_ONE =
            Arguments.of("statuses", List.of(9), "limitnum", 1);

    private static final long NO_REQUEST = 2147483646L;
    private static final String MAPPING = "Privacy officer role mapping: tick the command role";
    private static final String CONTACT = "Contact the privacy officer: yes";

    private final MoodleClient client;
    private final Notes notes;
    private final SiteCard site;

    PrivacyChecks(MoodleClient client, Notes notes, SiteCard site) {
        this.client = client;
        this.notes = notes;
        this.site = site;
    }

    void look() {
        approving();
        officer();
        asking();
        deletingForOthers();
        purposes();
        notes.cannotBeSeen(
                "log-retention",
                "how long Moodle keeps log rows; after an erasure, rows with the old username and texts can remain",
                Screens.LOGS);
    }

    private void approving() {
        if (site.functions().contains(APPROVE)) {
            switch (Reply.ask(client, APPROVE, Arguments.of("requestid", NO_REQUEST))) {
                case Reply.Refused refused -> notes.refused("data-requests", refused.fault());
                case Reply.Answered answered ->
                        notes.ok("data-requests", "the command account may manage data requests");
            }
        }
    }

    private void officer() {
        if (site.functions().contains(OWN_RIGHTS)
                && Reply.ask(client, OWN_RIGHTS, Arguments.none())
                        instanceof Reply.Answered answered) {
            rights(answered.body());
        } else if (site.functions().contains(LIST)) {
            switch (Reply.ask(client, LIST, EXPIRED_ONE)) {
                case Reply.Refused refused -> notes.refused("privacy-officer", refused.fault());
                case Reply.Answered answered ->
                        notes.ok("privacy-officer", "the command role is a privacy officer role");
            }
        } else {
            notes.cannotBeSeen(
                    "privacy-officer",
                    "whether the command role is a privacy officer role: without it approval is refused",
                    Screens.PRIVACY + MAPPING);
        }
    }

    private void rights(JsonNode rights) {
        if (rights.path("canmanagedatarequests").asBoolean()) {
            notes.ok("privacy-officer", "the command role is a privacy officer role");
        } else {
            notes.mend(
                    "privacy-officer",
                    "the command role is not a privacy officer role",
                    Screens.PRIVACY + MAPPING);
        }
    }

    private void asking() {
        if (!site.functions().contains(CREATE)) {
            notes.cannotBeSeen(
                    "automatic-requests",
                    "whether deleting an account makes a deletion request: an erasure depends on it before 4.4",
                    Screens.PRIVACY + "Create automatic data deletion requests: yes");
        } else if (!site.functions().contains(OWN_RIGHTS)) {
            notes.cannotBeSeen(
                    "contact-officer",
                    "whether the site takes data requests for others",
                    Screens.PRIVACY
                            + CONTACT
                            + " (adding "
                            + OWN_RIGHTS
                            + " to the service makes it visible here)");
        } else if (Reply.ask(client, OWN_RIGHTS, Arguments.none())
                instanceof Reply.Answered answered) {
            if (answered.body().path("cancontactdpo").asBoolean()) {
                notes.ok("contact-officer", "the site takes data requests for others");
            } else {
                notes.mend(
                        "contact-officer",
                        "the site does not take data requests for others",
                        Screens.PRIVACY + CONTACT);
            }
        }
    }

    private void deletingForOthers() {
        notes.cannotBeSeen(
                "delete-for-others",
                "whether the command role may ask for and approve the deletion of others: only an erasure shows it",
                Screens.ROLES
                        + "tool/dataprivacy:requestdeleteforotheruser"
                        + (site.functions().contains(CREATE)
                                ? ", tool/dataprivacy:makedatarequestsforchildren"
                                : ""));
    }

    /** One entry, "Inherit", is always there. */
    private void purposes() {
        if (!site.functions().contains(PURPOSES)) {
            return;
        }
        switch (Reply.ask(client, PURPOSES, Arguments.none())) {
            case Reply.Refused refused ->
                    notes.cannotBeSeen(
                            "retention-purposes",
                            "whether Moodle's own retention purposes keep contexts back from an erasure",
                            Screens.REGISTRY);
            case Reply.Answered answered -> {
                int purposes = 0;
                for (JsonNode option : answered.body().path("options")) {
                    purposes += option.path("id").asLong() > 0 ? 1 : 0;
                }
                if (purposes == 0) {
                    notes.ok(
                            "retention-purposes",
                            "Moodle has no retention purposes that could keep contexts back");
                } else {
                    notes.warn(
                            "retention-purposes",
                            "Moodle has "
                                    + purposes
                                    + " retention purposes: it can keep contexts back from an erasure, and does not say so",
                            Screens.REGISTRY);
                }
            }
        }
    }
}
