package org.passerelle.simulator.functions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.ServiceUser;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/** The functions of tool_dataprivacy that only look. */
final class PrivacyFunctions {
    static final String MANAGE = "tool/dataprivacy:managedatarequests";
    static final String MANAGE_SHOWN = "Manage data requests";

    private PrivacyFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "tool_dataprivacy_get_data_request",
                        PrivacyFunctions::one,
                        Param.needed("requestid", Kind.INT)),
                WsFunction.of(
                        "tool_dataprivacy_get_data_requests",
                        PrivacyFunctions::list,
                        Param.optional("userid", Kind.INT),
                        Param.optionalValues("statuses", Kind.INT),
                        Param.optionalValues("types", Kind.INT),
                        Param.optionalValues("creationmethods", Kind.INT),
                        Param.optional("sort", Kind.TEXT),
                        Param.optional("limitfrom", Kind.INT),
                        Param.optional("limitnum", Kind.INT)),
                WsFunction.of("tool_dataprivacy_get_access_information", PrivacyFunctions::access),
                WsFunction.of(
                        "tool_dataprivacy_get_purpose_options",
                        PrivacyFunctions::purposes,
                        Param.optional("includenotset", Kind.BOOL),
                        Param.optional("includeinherit", Kind.BOOL)),
                WsFunction.of(
                        "tool_dataprivacy_get_category_options",
                        PrivacyFunctions::categories,
                        Param.optional("includenotset", Kind.BOOL),
                        Param.optional("includeinherit", Kind.BOOL)));
    }

    private static Answer one(WsCall call) {
        DataRequest request =
                call.site()
                        .privacy()
                        .request(call.arguments().integer("requestid"))
                        .orElseThrow(
                                () -> WsFault.noRecord(call.family(), "tool_dataprivacy_request"));
        call.need(MANAGE, MANAGE_SHOWN);
        return Answer.of(
                out -> {
                    DataRequestRow.write(out.object().name("result"), call, request);
                    out.emptyArray("warnings").endObject();
                });
    }

    static boolean isOfficer(WsCall call) {
        ServiceUser caller = call.caller();
        return caller.isPrivacyOfficer() && caller.may(MANAGE);
    }

    private static Answer list(WsCall call) {
        if (!isOfficer(call)) {
            throw WsFault.moodle(
                    "privacyofficeronly",
                    "Only users who are assigned a privacy officer role () have access to this"
                            + " content");
        }
        List<DataRequest> chosen = chosen(call);
        return Answer.of(
                out -> {
                    out.object().name("requests").array();
                    chosen.forEach(request -> DataRequestRow.write(out, call, request));
                    out.endArray().emptyArray("warnings").endObject();
                });
    }

    private static List<DataRequest> chosen(WsCall call) {
        Arguments arguments = call.arguments();
        long limit = arguments.integer("limitnum");
        Stream<DataRequest> all = call.site().privacy().requests().stream();
        if (arguments.text("sort").toUpperCase(Locale.ROOT).endsWith("DESC")) {
            all = all.sorted(Comparator.comparingLong(DataRequest::id).reversed());
        }
        return all.filter(ofUser(call))
                .filter(in(arguments, "statuses", "status"))
                .filter(in(arguments, "types", "type"))
                .filter(in(arguments, "creationmethods", "creationmethod"))
                .skip(arguments.integer("limitfrom"))
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .toList();
    }

    private static Predicate<DataRequest> ofUser(WsCall call) {
        if (call.arguments().integer("userid") == 0) {
            return request -> true;
        }
        SimulatedUser user = call.userOf("userid");
        if (user.isDeleted()) {
            throw WsFault.deletedUser();
        }
        return request -> request.number("userid") == user.id();
    }

    private static Predicate<DataRequest> in(Arguments arguments, String key, String column) {
        List<String> wanted = arguments.list(key);
        return request ->
                wanted.isEmpty() || wanted.contains(Long.toString(request.number(column)));
    }

    private static Answer access(WsCall call) {
        boolean open = call.site().settings().isOn(SiteSettings.CONTACT_DPO);
        long self = call.caller().id();
        boolean exports = call.site().privacy().hasOngoing(self, DataRequest.EXPORT);
        boolean erases = call.site().privacy().hasOngoing(self, DataRequest.DELETE);
        return Answer.of(
                out ->
                        out.object()
                                .field("cancontactdpo", open)
                                .field("canmanagedatarequests", isOfficer(call))
                                .field("cancreatedatadownloadrequest", true)
                                .field("cancreatedatadeletionrequest", true)
                                .field("hasongoingdatadownloadrequest", exports)
                                .field("hasongoingdatadeletionrequest", erases)
                                .emptyArray("warnings")
                                .endObject());
    }

    private static Answer purposes(WsCall call) {
        return options(call.site().settings().list(SiteSettings.PURPOSES));
    }

    private static Answer categories(WsCall call) {
        return options(List.of());
    }

    /**
     * Retention periods are in no answer: only ids and names. Moodle asks for no capability here.
     */
    private static Answer options(List<String> names) {
        return Answer.of(
                out -> {
                    out.object().name("options").array();
                    out.object().field("id", -1).field("name", "Inherit").endObject();
                    for (int at = 0; at < names.size(); at++) {
                        out.object().field("id", at + 1L).field("name", names.get(at)).endObject();
                    }
                    out.endArray().emptyArray("warnings").endObject();
                });
    }
}
