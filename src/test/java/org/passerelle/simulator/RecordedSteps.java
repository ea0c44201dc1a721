package org.passerelle.simulator;

import java.util.function.Consumer;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.Privacy;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;

/** What happened on the recorded sites before some of the recordings. */
final class RecordedSteps {
    static final Consumer<SimulatedSite> AS_IT_IS = site -> {};

    private RecordedSteps() {}

    static void delete(SimulatedSite site, long user) {
        long by = site.bearerOf("full").orElseThrow().id();
        site.accounts().delete(site.user(user).orElseThrow(), by);
    }

    static Consumer<SimulatedSite> deleted(long user) {
        return site -> delete(site, user);
    }

    static Consumer<SimulatedSite> requested(int type, Consumer<DataRequest> then) {
        return site -> then.accept(request(site, type));
    }

    static DataRequest request(SimulatedSite site, int type) {
        long by = site.bearerOf("full").orElseThrow().id();
        return site.privacy().create(type, 5, by, "Effacement demandé");
    }

    static Consumer<SimulatedSite> approvedAndRun(int type) {
        return site -> {
            DataRequest request = request(site, type);
            site.privacy().approve(request, request.number("requestedby"));
            site.runCron();
        };
    }

    private static Privacy deletion(SimulatedSite site) {
        delete(site, 17);
        return site.privacy();
    }

    private static void approve(SimulatedSite site, Privacy privacy) {
        privacy.approve(privacy.request(1).orElseThrow(), site.commander().id());
    }

    static void approvedDeletion(SimulatedSite site) {
        approve(site, deletion(site));
    }

    static void approvedLiveDeletion(SimulatedSite site) {
        request(site, DataRequest.DELETE);
        approve(site, site.privacy());
    }

    static void madeByAdmin(SimulatedSite site) {
        site.privacy().create(DataRequest.DELETE, 5, SimulatedSite.ADMIN_ID, "Effacement");
    }

    static void wonRace(SimulatedSite site) {
        approvedDeletion(site);
        site.runCron();
    }

    static void lostRace(SimulatedSite site) {
        approvedDeletion(site);
        site.cron().cleanupFirst(true);
        site.runCron();
    }

    static void automaticApproval(SimulatedSite site) {
        site.settings().set(SiteSettings.AUTOMATIC_DELETION_APPROVAL, "1");
        deletion(site);
    }
}
