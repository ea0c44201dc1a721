package org.passerelle.simulator.functions;

import java.util.Locale;
import java.util.Optional;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.DataRequest.Status;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedUser;

/** A privacy request as the tool_dataprivacy functions show it. */
final class DataRequestRow {
    private DataRequestRow() {}

    static void write(JsonOut out, WsCall call, DataRequest request) {
        out.object().field("type", request.number("type"));
        out.field("comments", request.text("comments")).field("commentsformat", 2);
        numbers(out, request, "userid", "requestedby", "status", "dpo");
        out.field("dpocomment", "").field("dpocommentformat", 2);
        out.field("systemapproved", request.number("systemapproved") == 1);
        out.field("creationmethod", request.number("creationmethod")).field("id", request.id());
        numbers(out, request, "timecreated", "timemodified", "usermodified");
        person(out, call, "foruser", request.number("userid"));
        person(out, call, "requestedbyuser", request.number("requestedby"));
        if (request.number("dpo") != 0) {
            person(out, call, "dpouser", request.number("dpo"));
        }
        words(out, request);
        status(out, call, request);
        out.endObject();
    }

    private static void numbers(JsonOut out, DataRequest request, String... columns) {
        for (String column : columns) {
            out.field(column, request.number(column));
        }
    }

    private static void words(JsonOut out, DataRequest request) {
        out.field(
                "messagehtml",
                "<div class=\"text_to_html\">" + Html.escape(request.text("comments")) + "</div>");
        out.field(
                "typename",
                request.isDeletion()
                        ? "Delete all of my personal data"
                        : "Export all of my personal data");
        out.field("typenameshort", request.isDeletion() ? "Delete" : "Export");
    }

    private static void status(JsonOut out, WsCall call, DataRequest request) {
        Status status = request.status();
        String tone = status.tone().name().toLowerCase(Locale.ROOT);
        out.field("statuslabel", status.label());
        out.field(
                "statuslabelclass",
                call.family() == Family.V5_1 ? "bg-" + tone + " text-white" : "badge-" + tone);
        out.field("canreview", request.awaitsApproval());
        out.field("approvedeny", request.awaitsApproval());
        if (call.family().since45()) {
            out.field("allowfiltering", false);
        }
        out.field("canmarkcomplete", false);
        if (status == Status.DOWNLOAD_READY) {
            out.field(
                    "downloadlink",
                    "%s/pluginfile.php/%d/tool_dataprivacy/export/%d/export.zip"
                            .formatted(
                                    call.address().baseUrl(),
                                    1_000 + request.number("userid"),
                                    request.id()));
        }
    }

    /** All of these columns are shown to whoever may manage requests, deleted users included. */
    private static void person(JsonOut out, WsCall call, String name, long id) {
        Optional<SimulatedUser> held = call.site().user(id);
        if (held.isEmpty()) {
            return;
        }
        SimulatedUser user = held.get();
        out.name(name).object().field("id", id);
        for (String column :
                new String[] {
                    "email", "idnumber", "phone1", "phone2", "department", "institution"
                }) {
            out.field(column, user.text(column));
        }
        out.field("fullname", user.fullName()).field("identity", user.text("email"));
        out.field("profileurl", call.address().baseUrl() + "/user/profile.php?id=" + id);
        out.field("profileimageurl", call.address().image(1));
        out.field("profileimageurlsmall", call.address().image(2)).endObject();
    }
}
