package org.passerelle.commands.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** The table {@code platform_erasures}. */
public final class JdbcPlatformErasures {
    private final Jdbi jdbi;

    JdbcPlatformErasures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Serialises approvals on one platform, so that two together cannot pass the brake. */
    public void lock(PlatformKey platform) {
        create(platform);
    }

    public OptionalLong lastRequestId(PlatformKey platform) {
        return jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT last_request_id FROM platform_erasures"
                                                        + " WHERE platform = :platform AND last_request_id IS NOT NULL")
                                        .bind("platform", platform.value())
                                        .mapTo(Long.class)
                                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Never goes back. */
    public void requestSeen(PlatformKey platform, long id) {
        create(platform);
        update(
                "UPDATE platform_erasures SET last_request_id = GREATEST(COALESCE(last_request_id, 0), :value)"
                        + " WHERE platform = :platform",
                platform,
                id);
    }

    public void nameCanary(PlatformKey platform, SubjectId subject) {
        create(platform);
        update(
                "UPDATE platform_erasures SET canary_subject = :value WHERE platform = :platform",
                platform,
                subject.bytes());
    }

    public void proveCanary(PlatformKey platform, Instant at) {
        update(
                "UPDATE platform_erasures SET canary_proved_at = COALESCE(canary_proved_at, :value)"
                        + " WHERE platform = :platform",
                platform,
                at);
    }

    public Optional<SubjectId> canary(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT canary_subject FROM platform_erasures"
                                                + " WHERE platform = :platform AND canary_subject IS NOT NULL")
                                .bind("platform", platform.value())
                                .mapTo(byte[].class)
                                .findOne()
                                .map(SubjectId::of));
    }

    public boolean canaryProved(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM platform_erasures"
                                                + " WHERE platform = :platform AND canary_proved_at IS NOT NULL")
                                .bind("platform", platform.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    /** Leaves the row locked for the current transaction, new or not. */
    private void create(PlatformKey platform) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO platform_erasures (platform) VALUES (:platform)"
                                                + " ON DUPLICATE KEY UPDATE platform = VALUES(platform)")
                                .bind("platform", platform.value())
                                .execute());
    }

    private void update(String sql, PlatformKey platform, Object value) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(sql)
                                .bind("platform", platform.value())
                                .bind("value", value)
                                .execute());
    }
}
