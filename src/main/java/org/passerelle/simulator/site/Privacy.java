package org.passerelle.simulator.site;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.simulator.site.DataRequest.Status;

/**
 * Moodle's privacy requests and what their task does to a person. Who may do what is checked by the
 * web-service functions, not here.
 */
public final class Privacy {
    private static final long CRON_USER = SimulatedSite.ADMIN_ID;

    private final SimulatedSite site;
    private final Map<Long, DataRequest> requests = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();

    Privacy(SimulatedSite site) {
        this.site = site;
    }

    public Collection<DataRequest> requests() {
        return requests.values();
    }

    public Optional<DataRequest> request(long id) {
        return Optional.ofNullable(requests.get(id));
    }

    public Optional<DataRequest> latestOf(long userId) {
        return requests.values().stream()
                .filter(request -> request.number("userid") == userId)
                .reduce((first, second) -> second);
    }

    public boolean hasOngoing(long userId, long type) {
        return requests.values().stream()
                .filter(request -> request.number("userid") == userId)
                .filter(request -> request.number("type") == type)
                .anyMatch(request -> !request.status().isOver());
    }

    /** Leaves a hole in the sequence, as a rolled-back insert does. */
    public void skipId() {
        lastId.incrementAndGet();
    }

    /** A request made by a person or a service user; approved at once where the site says so. */
    public DataRequest create(int type, long userId, long by, String comment) {
        DataRequest made = open(type, userId, by, comment);
        approveAutomatically(made, by);
        return made;
    }

    /** The request Moodle makes by itself when an account is deleted, if the setting is on. */
    void createAfterDeletion(SimulatedUser user, long by) {
        if (!site.settings().isOn(SiteSettings.AUTOMATIC_DELETION_REQUESTS)
                || hasOngoing(user.id(), DataRequest.DELETE)) {
            return;
        }
        DataRequest made =
                open(
                        DataRequest.DELETE,
                        user.id(),
                        by,
                        "Automatically created upon user deletion.");
        made.set("creationmethod", 1);
        approveAutomatically(made, by);
    }

    private DataRequest open(int type, long userId, long by, String comment) {
        long now = site.now();
        DataRequest made = new DataRequest(lastId.incrementAndGet());
        made.set("type", type).set("userid", userId).set("requestedby", by).set("timecreated", now);
        made.set("comments", comment).move(Status.AWAITING_APPROVAL, by, now);
        requests.put(made.id(), made);
        return made;
    }

    private void approveAutomatically(DataRequest made, long by) {
        if (made.isDeletion() && site.settings().isOn(SiteSettings.AUTOMATIC_DELETION_APPROVAL)) {
            made.set("systemapproved", 1).set("dpo", by);
            made.move(Status.APPROVED, by, site.now());
        }
    }

    public void approve(DataRequest request, long by) {
        request.set("dpo", by).move(Status.APPROVED, by, site.now());
    }

    public void deny(DataRequest request, long by) {
        request.set("dpo", by).move(Status.REJECTED, by, site.now());
    }

    public void cancel(DataRequest request, long by) {
        request.move(Status.CANCELLED, by, site.now());
    }

    /** The ad-hoc tasks of every approved request. */
    void processApproved() {
        requests.values().stream()
                .filter(request -> request.status() == Status.APPROVED)
                .forEach(this::process);
    }

    private void process(DataRequest request) {
        SimulatedUser user = site.user(request.number("userid")).orElseThrow();
        if (!request.isDeletion()) {
            request.move(Status.DOWNLOAD_READY, user.id(), site.now());
        } else if (user.id() == SimulatedSite.ADMIN_ID) {
            request.move(Status.REJECTED, CRON_USER, site.now());
        } else {
            erase(user);
            request.move(Status.DELETED, CRON_USER, site.now());
        }
    }

    /** With a data registry in use, Moodle keeps every context whose retention has not ended. */
    private void erase(SimulatedUser user) {
        if (site.settings().text(SiteSettings.PURPOSES).isEmpty()) {
            forget(user);
        }
        if (!user.isDeleted()) {
            site.accounts().delete(user);
        }
    }

    private void forget(SimulatedUser user) {
        boolean contextThere = !user.isContextGone();
        boolean ownLogs = site.settings().isOn(SiteSettings.OWN_LOGS_ERASED);
        site.traces()
                .removeIf(
                        trace ->
                                trace.userId() == user.id()
                                        && trace.kind().isErased(contextThere, ownLogs));
        site.courses().forEach(course -> course.forget(user.id()));
        if (contextThere) {
            blankProfile(user);
        }
    }

    private static void blankProfile(SimulatedUser user) {
        for (String column : ProfileFields.BLANKED_TEXTS) {
            user.set(column, "");
        }
        for (String column : ProfileFields.BLANKED_NUMBERS) {
            user.set(column, 0);
        }
    }
}
