package org.passerelle.disclosure.group;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;

/** The group in {@code export_group_members}. Writes join the caller's transaction. */
public final class JdbcExportGroup {
    private static final String MEMBERS =
            "SELECT organisation, account, signed_on, review_on, added_by, added_at"
                    + " FROM export_group_members WHERE open_slot = 1 AND organisation = :organisation";

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcExportGroup(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Until the end of the transaction nobody else changes this group. */
    void lock(OrganisationKey organisation) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(
                                    "INSERT IGNORE INTO export_groups (organisation) VALUES (:organisation)")
                            .bind("organisation", organisation.value())
                            .execute();
                    handle.createQuery(
                                    "SELECT organisation FROM export_groups WHERE organisation = :organisation"
                                            + " FOR UPDATE")
                            .bind("organisation", organisation.value())
                            .mapTo(String.class)
                            .one();
                });
    }

    void put(ExportGroup.Naming naming, String actor) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO export_group_members (organisation, account, signed_on, review_on,"
                                                + " added_by, added_at) VALUES (:organisation, :account, :signed, :review,"
                                                + " :actor, :now) ON DUPLICATE KEY UPDATE signed_on = VALUES(signed_on),"
                                                + " review_on = VALUES(review_on), added_by = VALUES(added_by),"
                                                + " added_at = VALUES(added_at)")
                                .bind("organisation", naming.organisation().value())
                                .bind("account", naming.account())
                                .bind("signed", naming.signedOn())
                                .bind("review", naming.reviewOn())
                                .bind("actor", actor)
                                .bind("now", clock.instant())
                                .execute());
    }

    boolean remove(OrganisationKey organisation, String account, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE export_group_members SET open_slot = NULL, removed_by = :actor,"
                                                        + " removed_at = :now WHERE open_slot = 1"
                                                        + " AND organisation = :organisation AND account = :account")
                                        .bind("actor", actor)
                                        .bind("now", clock.instant())
                                        .bind("organisation", organisation.value())
                                        .bind("account", account)
                                        .execute()
                                == 1);
    }

    List<Member> members(OrganisationKey organisation) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(MEMBERS + " ORDER BY account")
                                .bind("organisation", organisation.value())
                                .map((row, context) -> member(row))
                                .list());
    }

    Optional<Member> find(OrganisationKey organisation, String account) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(MEMBERS + " AND account = :account")
                                .bind("organisation", organisation.value())
                                .bind("account", account)
                                .map((row, context) -> member(row))
                                .findOne());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new OrganisationKey(row.getString("organisation")),
                row.getString("account"),
                row.getDate("signed_on").toLocalDate(),
                row.getDate("review_on").toLocalDate(),
                row.getString("added_by"),
                row.getTimestamp("added_at").toInstant());
    }
}
