package org.passerelle.disclosure.recipients;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.TransferRow;
import org.passerelle.policy.Transfers;

/**
 * Keeps the registry, and says who of it may be given anything. Row and journal entry are one
 * transaction. Source: IMP-34, IMP-61, UPR-31, UPR-70, UPR-71.
 */
public final class RecipientDesk {
    static final RuleKey UNKNOWN = new RuleKey("registry/unknown-recipient");
    static final RuleKey NOT_BEGUN = new RuleKey("registry/not-begun");
    static final RuleKey ENDED = new RuleKey("registry/ended");

    private final DisclosureGround ground;
    private final JdbcRecipients rows;

    public RecipientDesk(DisclosureGround ground, JdbcRecipients rows) {
        this.ground = ground;
        this.rows = rows;
    }

    /** What became of a change. */
    public sealed interface Outcome {
        record Added(Registered recipient) implements Outcome {}

        record Ended(Registered recipient) implements Outcome {}

        /**
         * @param why what, what was expected, what to do
         */
        record Refused(String why) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /**
     * A recipient to add. A country where nothing may go is refused at once and again at each
     * export: lists and safeguards end.
     */
    public record Adding(
            OrganisationKey organisation,
            String key,
            Registered.Terms terms,
            NoticeWay notices,
            LocalDate from,
            Optional<LocalDate> until) {}

    public Outcome add(Adding adding, String actor) {
        var pack = ground.packs().pack(adding.organisation());
        if (pack.recipient(adding.terms().role()).isEmpty()) {
            return new Outcome.Refused(
                    "role "
                            + adding.terms().role()
                            + " is not in recipients.yaml of "
                            + adding.organisation()
                            + "; name one of it");
        }
        if (adding.until().filter(last -> last.isBefore(adding.from())).isPresent()) {
            return new Outcome.Refused("until is before from; expected a day after it");
        }
        var there = abroad(pack, adding.terms(), ground.today(pack));
        if (there.isPresent()) {
            return new Outcome.Refused(there.get().reason());
        }
        return ground.transactions().within(() -> added(adding, actor));
    }

    private Outcome added(Adding adding, String actor) {
        if (!rows.insert(adding, actor)) {
            return new Outcome.Refused(
                    "recipient "
                            + adding.key()
                            + " is registered already; end it, and give the new one another key");
        }
        var recipient = rows.find(adding.organisation(), adding.key()).orElseThrow();
        journal(recipient, "recipient-added", actor, admitted(recipient));
        return new Outcome.Added(recipient);
    }

    /**
     * @param last its last day, today or later
     */
    public Outcome end(OrganisationKey organisation, String key, LocalDate last, String actor) {
        if (last.isBefore(ground.today(organisation))) {
            return new Outcome.Refused(
                    "on is in the past; what was given since then cannot be undone");
        }
        return ground.transactions()
                .within(
                        () -> {
                            if (!rows.end(organisation, key, last, actor)) {
                                return new Outcome.Unknown();
                            }
                            var recipient = rows.find(organisation, key).orElseThrow();
                            journal(recipient, "recipient-ended", actor, details(recipient));
                            return new Outcome.Ended(recipient);
                        });
    }

    /** A page of one organisation's, ended ones included; {@code after} is 0 for the first. */
    public List<Registered> list(OrganisationKey organisation, long after, int limit) {
        return rows.list(organisation, after, limit);
    }

    public Optional<Registered> find(OrganisationKey organisation, String key) {
        return rows.find(organisation, key);
    }

    public Optional<Registered> find(long id) {
        return rows.find(id);
    }

    /** Whether this recipient may be given anything today. */
    public Admission admits(OrganisationKey organisation, String key) {
        var found = rows.find(organisation, key);
        if (found.isEmpty()) {
            return new Admission.Refused(
                    UNKNOWN,
                    "no recipient of this key is registered; add it: passerelle recipient add");
        }
        var pack = ground.packs().pack(organisation);
        var today = ground.today(pack);
        return outside(found.get(), today)
                .or(() -> capacity(pack, found.get()))
                .or(() -> abroad(pack, found.get().terms(), today))
                .<Admission>map(refused -> refused)
                .orElseGet(() -> new Admission.Admitted(found.get()));
    }

    private static Optional<Admission.Refused> outside(Registered recipient, LocalDate today) {
        if (today.isBefore(recipient.from())) {
            return Optional.of(
                    new Admission.Refused(
                            NOT_BEGUN,
                            "recipient " + recipient.key() + " begins on " + recipient.from()));
        }
        return recipient
                .until()
                .filter(today::isAfter)
                .map(
                        last ->
                                new Admission.Refused(
                                        ENDED,
                                        "recipient " + recipient.key() + " ended on " + last));
    }

    private static Optional<Admission.Refused> capacity(Pack pack, Registered recipient) {
        return pack.recipient(recipient.terms().role()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Admission.Refused(
                                UNKNOWN,
                                "role "
                                        + recipient.terms().role()
                                        + " is not in recipients.yaml any more"));
    }

    private static Optional<Admission.Refused> abroad(
            Pack pack, Registered.Terms terms, LocalDate day) {
        var transfers = pack.transfers();
        var answer =
                terms.safeguard()
                        .map(bound -> transfers.judge(terms.country(), day, bound.until()))
                        .orElseGet(() -> transfers.judge(terms.country(), day));
        return switch (answer) {
            case Transfers.Answer.Allowed allowed -> Optional.empty();
            case Transfers.Answer.Refused refused ->
                    Optional.of(new Admission.Refused(refused.rule(), refused.reason()));
        };
    }

    /** With the date of the list of adequate countries that let it be registered (UPR-70). */
    private Map<String, String> admitted(Registered recipient) {
        var pack = ground.packs().pack(recipient.organisation());
        var details = new TreeMap<>(details(recipient));
        pack.transfers()
                .dated(recipient.terms().country(), ground.today(pack))
                .flatMap(TransferRow::asOf)
                .ifPresent(day -> details.put("adequate-countries-as-of", day.toString()));
        return details;
    }

    private static Map<String, String> details(Registered recipient) {
        return Map.of(
                "role", recipient.terms().role().value(), "country", recipient.terms().country());
    }

    private void journal(
            Registered recipient, String action, String actor, Map<String, String> details) {
        ground.journal()
                .append(
                        new JournalEntry(
                                recipient.organisation(),
                                actor,
                                action,
                                "recipient " + recipient.key(),
                                Optional.empty(),
                                "done",
                                details));
    }
}
