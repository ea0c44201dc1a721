package org.passerelle.learning.records;

import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.PlatformKey;

/**
 * The lock under which the records and runs of a platform change. Must be the first statement of a
 * transaction, so that all it reads is newer than the lock.
 */
public final class JdbcPlatformLock {
    private final Jdbi jdbi;

    public JdbcPlatformLock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Waits until no other transaction writes this platform's records, plans or closes its runs.
     */
    public void take(PlatformKey platform) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO platforms (platform) VALUES (?)"
                                        + " ON DUPLICATE KEY UPDATE platform = VALUES(platform)",
                                platform.value()));
    }

    /**
     * Waits until no run of the platform is planned, started or closed, and holds that off; others
     * that store pages of the platform go on beside it. The transaction must not {@link #take} it
     * as well.
     */
    public void share(PlatformKey platform) {
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
            take(platform);
        }
    }
}
