package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.simulator.site.Functions;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/** core_webservice_get_site_info: who answers, which release, what the token may call. */
final class SiteFunctions {
    private static final Map<String, Integer> ADVANCED =
            new TreeMap<>(
                    Map.of("usecomments", 1, "enablecompletion", 1, "enablecustomreports", 1));

    private SiteFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_webservice_get_site_info",
                        SiteFunctions::info,
                        Param.optionalRows("serviceshortnames")));
    }

    private static Answer info(WsCall call) {
        return Answer.of(
                out -> {
                    out.object();
                    caller(out, call);
                    functions(out, call);
                    release(out, call);
                    limits(out, call);
                    out.endObject();
                });
    }

    private static void caller(JsonOut out, WsCall call) {
        SimulatedUser user = call.caller().user();
        String url = call.site().settings().text(SiteSettings.SITE_URL);
        out.field("sitename", call.site().settings().text(SiteSettings.SITE_NAME));
        out.field("username", user.text("username")).field("firstname", user.text("firstname"));
        out.field("lastname", user.text("lastname")).field("fullname", user.fullName());
        out.field("lang", "en").field("userid", user.id());
        out.field("siteurl", url.isEmpty() ? call.address().baseUrl() : url);
        out.field("userpictureurl", call.address().image(1));
    }

    private static void functions(JsonOut out, WsCall call) {
        out.name("functions").array();
        for (String function : call.caller().functions()) {
            if (Functions.isOffered(function, call.family())) {
                out.object().field("name", function);
                out.field("version", call.family().version()).endObject();
            }
        }
        out.endArray();
    }

    private static void release(JsonOut out, WsCall call) {
        out.field("downloadfiles", call.family().since45() ? 1 : 0).field("uploadfiles", 0);
        out.field("release", call.family().release()).field("version", call.family().version());
        out.field("mobilecssurl", "").name("advancedfeatures").array();
        ADVANCED.forEach(
                (name, on) -> out.object().field("name", name).field("value", on).endObject());
        out.endArray();
    }

    private static void limits(JsonOut out, WsCall call) {
        out.field("usercanmanageownfiles", true).field("userquota", 104857600);
        out.field("usermaxuploadfilesize", 2097152).field("userhomepage", 1);
        out.field("userprivateaccesskey", "0".repeat(32)).field("siteid", 1);
        out.field("sitecalendartype", "gregorian").field("usercalendartype", "gregorian");
        out.field("userissiteadmin", call.caller().user().is("siteadmin"));
        out.field("theme", "boost").field("limitconcurrentlogins", 0);
        if (call.family().since45()) {
            boolean pending = call.site().settings().isOn(SiteSettings.POLICY_PENDING);
            out.field("policyagreed", pending ? 0 : 1);
        }
    }
}
