package org.passerelle.learning.sites;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.records.HexKey;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PlatformKey;

/** Whose site answers: what is remembered of each platform, and what a run met that was held. */
public final class JdbcSites {
    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    public JdbcSites(Jdbi jdbi, MasterKey master, Clock clock) {
        this.jdbi = jdbi;
        this.master = master;
        this.clock = clock;
    }

    /**
     * Which site a platform key means today, short enough for a tombstone: a keyed hash over
     * address and service user. Empty text when no poll has identified it yet.
     */
    public String fingerprint(PlatformKey platform) {
        return site(platform)
                .map(site -> new HexKey(master.shortHash(site.siteUrl(), site.serviceUser())))
                .map(HexKey::toString)
                .orElse("");
    }

    SiteMemory memory(SiteIdentity identity, PlatformKey platform) {
        return SiteMemory.of(identity, master, platform);
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

    /** The answer to whose site it is counts for all runs of the round. */
    void checked(String round) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET site_checked = 1 WHERE round_id = ?", round));
    }

    void metBy(long run, SiteMemory site) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET site_seen = ? WHERE id = ?",
                                MessageCodec.encode(site),
                                run));
    }

    /** A person says that the site this run met is ours: it is the platform's from now on. */
    public void accept(PollRun run) {
        metBy(run.id()).ifPresent(site -> remember(run.platform(), site));
    }

    private Optional<SiteMemory> metBy(long run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT site_seen FROM poll_runs WHERE id = :run AND site_seen IS NOT NULL")
                                .bind("run", run)
                                .mapTo(byte[].class)
                                .findOne()
                                .map(json -> MessageCodec.decode(json, SiteMemory.class)));
    }
}
