package org.passerelle.learning;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PlatformKey;

/** What polling remembers of a platform, and the lock under which its records change. */
final class JdbcPlatforms {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcPlatforms(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Waits until no other transaction writes this platform's records, plans or closes its runs.
     * Must be the first statement of a transaction, so that all it reads is newer than the lock.
     */
    void lock(PlatformKey platform) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO platforms (platform) VALUES (?)"
                                        + " ON DUPLICATE KEY UPDATE platform = VALUES(platform)",
                                platform.value()));
    }

    /**
     * Waits until no run of the platform is planned, started or closed, and holds that off; others
     * that store pages of the platform go on beside it. Must be the first statement of a
     * transaction, which must not ask for {@link #lock} as well.
     */
    void lockForStoring(PlatformKey platform) {
        boolean known =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT 1 FROM platforms WHERE platform = :platform LOCK IN SHARE MODE")
                                        .bind("platform", platform.value())
                                        .mapTo(Integer.class)
                                        .findOne()
                                        .isPresent());
        if (!known) {
            lock(platform);
        }
    }

    Optional<SiteMemory> site(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT site FROM platforms WHERE platform = :platform AND site IS NOT NULL")
                                .bind("platform", platform.value())
                                .mapTo(byte[].class)
                                .findOne()
                                .map(json -> MessageCodec.decode(json, SiteMemory.class)));
    }

    void remember(PlatformKey platform, SiteMemory site) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE platforms SET site = :site, identified_at = :now WHERE platform = :platform")
                                .bind("site", MessageCodec.encode(site))
                                .bind("now", clock.instant())
                                .bind("platform", platform.value())
                                .execute());
    }
}
