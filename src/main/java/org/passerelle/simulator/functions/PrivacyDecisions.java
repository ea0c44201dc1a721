package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/** The functions of tool_dataprivacy that create, approve, deny and cancel requests. */
final class PrivacyDecisions {
    private static final String FOR_OTHERS = "tool/dataprivacy:requestdeleteforotheruser";
    private static final String FOR_CHILDREN = "tool/dataprivacy:makedatarequestsforchildren";
    private static final String ERASE_CHILDREN =
            "tool/dataprivacy:makedatadeletionrequestsforchildren";

    private PrivacyDecisions() {}

    static List<WsFunction> all() {
        Param id = Param.needed("requestid", Kind.INT);
        return List.of(
                WsFunction.of(
                        "tool_dataprivacy_create_data_request",
                        PrivacyDecisions::create,
                        Param.needed("type", Kind.INT),
                        Param.optional("comments", Kind.RAW),
                        Param.optional("foruserid", Kind.INT)),
                WsFunction.of(
                        "tool_dataprivacy_approve_data_request", PrivacyDecisions::approve, id),
                WsFunction.of("tool_dataprivacy_deny_data_request", PrivacyDecisions::deny, id),
                WsFunction.of(
                        "tool_dataprivacy_cancel_data_request", PrivacyDecisions::cancel, id));
    }

    private static Answer create(WsCall call) {
        SimulatedUser subject =
                call.arguments().integer("foruserid") == 0
                        ? call.caller().user()
                        : call.userOf("foruserid");
        int type = (int) call.arguments().integer("type");
        checkSubject(subject);
        checkRights(call, type);
        if (call.site().privacy().hasOngoing(subject.id(), type)) {
            throw WsFault.moodle(
                    "errorrequestalreadyexists", "You already have an ongoing request.");
        }
        DataRequest made =
                call.site()
                        .privacy()
                        .create(
                                type,
                                subject.id(),
                                call.caller().id(),
                                call.arguments().text("comments"));
        return Answer.of(
                out ->
                        out.object()
                                .field("datarequestid", made.id())
                                .emptyArray("warnings")
                                .endObject());
    }

    /** Suspended users and administrators are accepted; the latter is Moodle's own trap. */
    private static void checkSubject(SimulatedUser subject) {
        if (subject.id() == SimulatedSite.GUEST_ID) {
            throw WsFault.moodle("guestsarenotallowed", "The guest user is not allowed to do this");
        }
        if (subject.isDeleted()) {
            throw WsFault.deletedUser();
        }
    }

    /** A site administrator passes everything; the order is Moodle's. */
    private static void checkRights(WsCall call, int type) {
        if (!call.caller().user().is("siteadmin")) {
            call.need(FOR_CHILDREN, "Make data requests for minors");
            if (!call.site().settings().isOn(SiteSettings.CONTACT_DPO)) {
                throw WsFault.moodle(
                        "contactdpoviaprivacypolicy",
                        "Please contact the privacy officer as described in the privacy policy.");
            }
        }
        if (type != DataRequest.EXPORT && type != DataRequest.DELETE) {
            throw WsFault.moodle("errorinvalidrequesttype", "Invalid request type!");
        }
        if (type == DataRequest.DELETE && !call.may(FOR_OTHERS) && !call.may(ERASE_CHILDREN)) {
            throw WsFault.moodle(
                    "errorcannotrequestdeleteforother",
                    "You don't have permission to request deletion for this user.");
        }
    }

    private static Answer approve(WsCall call) {
        return decide(call, request -> call.site().privacy().approve(request, call.caller().id()));
    }

    private static Answer deny(WsCall call) {
        return decide(call, request -> call.site().privacy().deny(request, call.caller().id()));
    }

    /** Needs three things at once, and never says which is missing. */
    private static Answer decide(WsCall call, Consumer<DataRequest> decision) {
        call.need(PrivacyFunctions.MANAGE, PrivacyFunctions.MANAGE_SHOWN);
        Optional<DataRequest> request =
                call.site().privacy().request(call.arguments().integer("requestid"));
        if (request.isEmpty()) {
            return notFound(call);
        }
        if (!PrivacyFunctions.isOfficer(call)) {
            throw WsFault.noPermission(PrivacyFunctions.MANAGE_SHOWN);
        }
        call.site().write(() -> checkAndDecide(call, request.get(), decision));
        return result(true);
    }

    private static void checkAndDecide(
            WsCall call, DataRequest request, Consumer<DataRequest> decision) {
        if (!request.awaitsApproval()) {
            throw WsFault.moodle(
                    "errorrequestnotwaitingforapproval",
                    "The request is not awaiting approval. Either it is not yet ready or it has"
                            + " already been processed.");
        }
        if (request.isDeletion() && !call.may(FOR_OTHERS)) {
            throw WsFault.noPermission("Request data deletion on behalf of another user");
        }
        decision.accept(request);
    }

    /** Only by who made it, and until cron has acted on it. */
    private static Answer cancel(WsCall call) {
        Optional<DataRequest> own =
                call.site()
                        .privacy()
                        .request(call.arguments().integer("requestid"))
                        .filter(r -> r.number("requestedby") == call.caller().id());
        boolean contextGone =
                own.flatMap(r -> call.site().user(r.number("userid")))
                        .filter(SimulatedUser::isContextGone)
                        .isPresent();
        if (contextGone) {
            throw WsFault.noUser(call.family());
        }
        if (own.filter(request -> !request.status().isOver()).isEmpty()) {
            return notFound(call);
        }
        call.site().privacy().cancel(own.get(), call.caller().id());
        return result(true);
    }

    private static Answer result(boolean done) {
        return Answer.of(
                out -> out.object().field("result", done).emptyArray("warnings").endObject());
    }

    private static Answer notFound(WsCall call) {
        String id = call.arguments().text("requestid");
        return Answer.of(
                out -> {
                    out.object().field("result", false).name("warnings").array().object();
                    out.field("item", id).field("warningcode", "errorrequestnotfound");
                    out.field("message", "Request not found").endObject().endArray().endObject();
                });
    }
}
