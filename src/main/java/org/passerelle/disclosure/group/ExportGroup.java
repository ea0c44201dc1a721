package org.passerelle.disclosure.group;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;

/**
 * Who may export and import. Members are named by an officer, never by themselves; row and journal
 * entry are one transaction. Source: IMP-30, IMP-35, IMP-60.
 */
public final class ExportGroup {
    private final DisclosureGround ground;
    private final JdbcExportGroup rows;

    public ExportGroup(DisclosureGround ground, JdbcExportGroup rows) {
        this.ground = ground;
        this.rows = rows;
    }

    /** What became of a change. */
    public sealed interface Outcome {
        record Added(Member member) implements Outcome {}

        record Removed() implements Outcome {}

        /**
         * @param why what, what was expected, what to do
         */
        record Refused(String why) implements Outcome {}

        record NoMember() implements Outcome {}
    }

    /** Somebody to add, or a member whose review is done. */
    public record Naming(
            OrganisationKey organisation, String account, LocalDate signedOn, LocalDate reviewOn) {}

    /** Adds a member, or gives one a new review date. */
    public Outcome name(Naming naming, String actor) {
        var today = ground.today(naming.organisation());
        if (naming.account().equals(actor)) {
            return new Outcome.Refused(
                    "nobody names himself a member; another officer of the organisation has to");
        }
        if (naming.signedOn().isAfter(today)) {
            return new Outcome.Refused(
                    "signedOn is after today; a member has signed the promise of confidentiality");
        }
        return new Review(naming.reviewOn())
                .objection(today)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> ground.transactions().within(() -> named(naming, actor)));
    }

    private Outcome named(Naming naming, String actor) {
        rows.lock(naming.organisation());
        boolean again = rows.find(naming.organisation(), naming.account()).isPresent();
        int most = ground.settings().groupSize();
        if (!again && rows.members(naming.organisation()).size() >= most) {
            return new Outcome.Refused(
                    "the group has " + most + " members, the most it may have; remove one first");
        }
        rows.put(naming, actor);
        journal(naming.organisation(), naming.account(), "export-member-named", actor);
        return new Outcome.Added(rows.find(naming.organisation(), naming.account()).orElseThrow());
    }

    public Outcome remove(OrganisationKey organisation, String account, String actor) {
        return ground.transactions()
                .within(
                        () -> {
                            if (!rows.remove(organisation, account, actor)) {
                                return new Outcome.NoMember();
                            }
                            journal(organisation, account, "export-member-removed", actor);
                            return new Outcome.Removed();
                        });
    }

    /** Those named and not removed, those whose review is overdue included. */
    public List<Member> members(OrganisationKey organisation) {
        return rows.members(organisation);
    }

    /** Raises an alert for each member whose review is overdue: he may not export any more. */
    public void alert() {
        for (Organisation organisation : ground.packs().organisations()) {
            var today = ground.today(organisation.key());
            members(organisation.key()).stream()
                    .filter(member -> member.review().overdue(today))
                    .forEach(
                            member ->
                                    ground.alerts()
                                            .raise(
                                                    new Alert(
                                                            AlertKind.REVIEW_OVERDUE,
                                                            organisation.key(),
                                                            "export member " + member.account(),
                                                            1)));
        }
    }

    /** Whether the account may export and import today. */
    public boolean has(OrganisationKey organisation, String account) {
        var today = ground.today(organisation);
        return rows.find(organisation, account).filter(it -> it.current(today)).isPresent();
    }

    private void journal(
            OrganisationKey organisation, String account, String action, String actor) {
        ground.journal()
                .append(
                        new JournalEntry(
                                organisation,
                                actor,
                                action,
                                "account " + account,
                                Optional.empty(),
                                "done",
                                Map.of()));
    }
}
