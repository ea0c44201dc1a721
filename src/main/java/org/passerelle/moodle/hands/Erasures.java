package org.passerelle.moodle.hands;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.hands.DataRequests.Row;

/**
 * Makes Moodle erase an account through its privacy tool.
 *
 * <p>Where a request can be created (4.5 and later) it is, always on the live, scrubbed account: no
 * race there. Elsewhere the account is deleted and Moodle makes the request by itself; between the
 * deletion and the erasure the hourly clean-up at minute 25 takes the profile's context away, so it
 * is never begun shortly before.
 */
final class Erasures {
    private static final String CREATE = "tool_dataprivacy_create_data_request";
    private static final String LIST = "tool_dataprivacy_get_data_requests";

    private final Accounts accounts;
    private final OurTokens tokens;
    private final DataRequests requests;
    private final RequestSearch search;
    private final Clock clock;
    private final Duration pauseForCron;

    Erasures(
            Accounts accounts,
            OurTokens tokens,
            DataRequests requests,
            Clock clock,
            Duration pauseForCron) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.requests = requests;
        this.search = new RequestSearch(requests);
        this.clock = clock;
        this.pauseForCron = pauseForCron;
    }

    StepResult request(Target target, RequestTicket ticket) {
        boolean there = accounts.find(target).isPresent();
        if (!tokens.of(target.platform()).offers(CREATE)) {
            return there ? deleteFirst(target, ticket) : automatic(target, ticket);
        }
        var open = latest(target).filter(row -> there ? underWay(row) : !row.rejected());
        if (open.isPresent()) {
            return new StepResult.AlreadyDone(notes(open.get().id(), "create"));
        }
        return there ? created(target) : noRequest();
    }

    private Optional<Row> latest(Target target) {
        return tokens.of(target.platform()).offers(LIST)
                ? requests.latestOf(target.platform(), accounts.userId(target))
                : Optional.empty();
    }

    private static boolean underWay(Row row) {
        return row.status() <= DataRequests.PROCESSING;
    }

    private StepResult created(Target target) {
        long id = requests.create(target.platform(), accounts.userId(target));
        return new StepResult.Done(notes(id, "create"));
    }

    private StepResult deleteFirst(Target target, RequestTicket ticket) {
        if (!ticket.deletingFirstAllowed()) {
            return new StepResult.NeedsPerson(
                    "this Moodle can only be asked to erase by deleting the account first, which depends on a setting that"
                            + " cannot be read; let one erasure prove it (passerelle command prove NUMBER), then resume the others");
        }
        if (ticket.lastRequestId().isEmpty()) {
            long last = search.highest(target.platform());
            return new StepResult.Retry(
                    Duration.ZERO,
                    "the last data request was looked up first",
                    Map.of("last-request-id", "" + last));
        }
        int minute = clock.instant().atZone(ZoneOffset.UTC).getMinute();
        if (minute >= 20 && minute < 28) {
            return new StepResult.Retry(
                    Duration.ofMinutes(28L - minute), "Moodle's hourly clean-up is near");
        }
        accounts.client(target.platform())
                .call(
                        "core_user_delete_users",
                        Arguments.of("userids", List.of(accounts.userId(target))));
        return automatic(target, ticket);
    }

    /** The account is deleted; Moodle made the request by itself, if its setting says so. */
    private StepResult automatic(Target target, RequestTicket ticket) {
        return search.after(
                        target.platform(),
                        ticket.lastRequestId().orElse(0),
                        accounts.userId(target))
                .<StepResult>map(row -> new StepResult.Done(notes(row.id(), "delete-first")))
                .orElseGet(Erasures::noRequest);
    }

    private static StepResult noRequest() {
        return new StepResult.NeedsPerson(
                "the account is deleted and no request of Moodle's to erase the rest was found: Site administration > Users >"
                        + " Privacy and policies > Data requests; if it is there, resume this command; if not, Privacy settings:"
                        + " automaticdeletionrequests was off, or other hands deleted the account, and the rest can only be erased in"
                        + " Moodle itself");
    }

    private static Map<String, String> notes(long id, String path) {
        return Map.of("request-id", "" + id, "path", path, "last-request-id", "" + id);
    }

    StepResult approve(Target target, long id) {
        var row = own(target, id);
        if (row.isEmpty()) {
            return lost(id);
        }
        if (row.get().status() > DataRequests.AWAITING) {
            return decided(row.get(), new StepResult.AlreadyDone());
        }
        try {
            requests.approve(target.platform(), id);
        } catch (MoodleRefusal refusal) {
            if (!refusal.code().equals("errorrequestnotwaitingforapproval")) {
                throw refusal;
            }
        }
        return own(target, id)
                .filter(after -> after.status() > DataRequests.AWAITING)
                .map(after -> decided(after, new StepResult.Done()))
                .orElseGet(
                        () ->
                                new StepResult.NeedsPerson(
                                        "data request "
                                                + id
                                                + " could not be approved by web service"));
    }

    private static StepResult decided(Row row, StepResult approved) {
        return row.rejected()
                ? new StepResult.NeedsPerson(
                        "data request " + row.id() + " was cancelled or rejected in Moodle")
                : approved;
    }

    StepResult await(Target target, long id) {
        var row = own(target, id);
        if (row.isEmpty()) {
            return lost(id);
        }
        return switch (row.get().status()) {
            case DataRequests.DELETED -> new StepResult.Done();
            case DataRequests.APPROVED, DataRequests.PROCESSING ->
                    new StepResult.Retry(
                            pauseForCron,
                            "Moodle's cron has not carried out data request "
                                    + id
                                    + " yet; see Site administration > Server > Tasks");
            default ->
                    new StepResult.NeedsPerson(
                            "data request "
                                    + id
                                    + " is in status "
                                    + row.get().status()
                                    + ", neither approved nor deleted");
        };
    }

    /** Never acts on a request that is about somebody else. */
    private Optional<Row> own(Target target, long id) {
        return requests.find(target.platform(), id)
                .filter(row -> row.erases(accounts.userId(target)));
    }

    private static StepResult lost(long id) {
        return new StepResult.NeedsPerson(
                "data request " + id + " is not there any more, or is about somebody else");
    }
}
