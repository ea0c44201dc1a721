package org.passerelle.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.simulator.functions.Answer;
import org.passerelle.simulator.functions.Arguments;
import org.passerelle.simulator.functions.FunctionTable;
import org.passerelle.simulator.functions.WsFault;
import org.passerelle.simulator.site.ServiceUser;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;

/** {@code /webservice/rest/server.php}: reads the call, lets a trap fall, answers. */
final class RestEndpoint implements HttpHandler {
    private final SimulatedSite site;
    private final FunctionTable functions;
    private final CallLog log;
    private final Traps traps;
    private final AtomicReference<Pace> pace;

    RestEndpoint(SimulatedSite site, FunctionTable functions, CallLog log, Traps traps) {
        this.site = site;
        this.functions = functions;
        this.log = log;
        this.traps = traps;
        this.pace = new AtomicReference<>(Pace.none());
    }

    void pace(Pace slower) {
        pace.set(slower);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        log.enter();
        try (exchange) {
            site.cron().tick();
            SiteSettings settings = site.settings();
            int most = Integer.parseInt(settings.text(SiteSettings.MAX_INPUT_VARS));
            Form form = Form.read(exchange, most);
            ReceivedCall call = log.record(form, exchange);
            Responder responder = new Responder(exchange, settings.isOn(SiteSettings.GZIP));
            respond(responder, form, traps.fallenFor(call));
        } finally {
            log.leave();
        }
    }

    private void respond(Responder responder, Form form, Optional<Fault> fallen)
            throws IOException {
        if (fallen.isEmpty()) {
            right(responder, form);
            return;
        }
        switch (fallen.get()) {
            case Fault.Error error -> responder.json(Responder.render(body(known(error))));
            case Fault.Page page -> responder.page(page);
            case Fault.Redirect redirect -> responder.redirect(redirect);
            case Fault.Slow slow -> {
                pause(slow.by());
                right(responder, form);
            }
            case Fault.Reset reset -> {
                if (reset.acted()) {
                    answer(form);
                }
            }
            case Fault.Cut cut -> responder.cut(Responder.render(answer(form)));
            case Fault.Oversized big -> responder.oversized(big.bytes());
            case Fault.Spoilt spoilt ->
                    responder.json(Spoiler.spoil(Responder.render(answer(form)), spoilt.how()));
        }
    }

    private void right(Responder responder, Form form) throws IOException {
        if (!form.wantsJson()) {
            responder.xml(xml(form));
            return;
        }
        Answer answer = answer(form);
        pause(Objects.requireNonNull(pace.get()).of(answer.users(), answer.cells()));
        responder.stream(answer);
    }

    /** The answer or the error as an answer: both are HTTP 200. */
    private Answer answer(Form form) {
        try {
            return dispatch(form);
        } catch (WsFault fault) {
            return body(fault);
        }
    }

    private Answer dispatch(Form form) {
        ServiceUser caller = authenticate(form.get("wstoken"));
        if (form.get("wsfunction").isEmpty()) {
            throw WsFault.invalidParameter();
        }
        return functions.answer(caller, form.get("wsfunction"), Arguments.ofKeys(form.arguments()));
    }

    private ServiceUser authenticate(String token) {
        ServiceUser caller = site.bearerOf(token).orElseThrow(WsFault::invalidToken);
        if (caller.isExpiredAt(site.clock().instant())) {
            site.deleteToken(token);
            throw WsFault.access();
        }
        if (caller.user().is("suspended")) {
            throw WsFault.moodle(
                    "wsaccessusersuspended",
                    "Refused web service access for suspended username: "
                            + caller.user().text("username"));
        }
        if (caller.isShutOut()) {
            throw WsFault.access();
        }
        return caller;
    }

    private Answer body(WsFault fault) {
        boolean debug = site.settings().isOn(SiteSettings.DEBUG);
        return Answer.of(out -> fault.write(out, site.family(), debug));
    }

    private static WsFault known(Fault.Error error) {
        return switch (error.errorcode()) {
            case "sitemaintenance" -> WsFault.maintenance();
            case "accessexception" -> WsFault.access();
            case "invalidtoken" -> WsFault.invalidToken();
            case "invalidparameter" -> WsFault.invalidParameter();
            case "nopermissions" -> WsFault.noPermission("simulated");
            case "requireloginerror" -> WsFault.requireLogin();
            case "dmlreadexception" -> WsFault.databaseRead();
            default -> WsFault.moodle(error.errorcode(), "error/" + error.errorcode());
        };
    }

    /** Without moodlewsrestformat=json Moodle answers XML; only errors are worth reading. */
    private String xml(Form form) {
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n";
        try {
            dispatch(form);
            return head + "<RESPONSE></RESPONSE>\n";
        } catch (WsFault fault) {
            return head
                    + "<EXCEPTION class=\"%s\">\n<ERRORCODE>%s</ERRORCODE>\n<MESSAGE>%s</MESSAGE>\n</EXCEPTION>\n"
                            .formatted(
                                    fault.exception(site.family()),
                                    fault.errorcode(),
                                    fault.words());
        }
    }

    private static void pause(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while slow on purpose", e);
        }
    }
}
