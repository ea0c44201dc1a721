package org.passerelle.decisions;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.pack.Acceptance;
import org.passerelle.policy.pack.Finding;
import org.passerelle.policy.pack.FindingCode;
import org.passerelle.policy.pack.PackFolder;
import org.passerelle.policy.pack.Packs;
import org.passerelle.policy.pack.Signature;

/**
 * What an officer does to a pack: read its findings, bear one for a while, sign the version.
 *
 * <p>Guarantee: the journal entry is written in the same transaction and before the file; if it
 * cannot be written, nothing is signed.
 */
public final class PolicyDesk {
    private final Transactions transactions;
    private final Packs packs;
    private final PackFolder folder;
    private final Journal journal;
    private final Clock clock;

    public PolicyDesk(
            Transactions transactions,
            Packs packs,
            PackFolder folder,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.packs = packs;
        this.folder = folder;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A pack as it runs.
     *
     * @param digest of the files it was read from; what a signature is about
     */
    public record Running(PackVersion version, String digest, Signature signature) {}

    /** What became of it. */
    public sealed interface Outcome {
        record Signed(PackVersion version) implements Outcome {}

        /** Listed as accepted at once; a purpose it stopped runs again from the next start. */
        record Accepted(Finding finding) implements Outcome {}

        /**
         * @param why what is in the way and what to do
         */
        record Refused(String why) implements Outcome {}
    }

    public Optional<Running> running(OrganisationKey key) {
        return packs.organisation(key)
                .map(
                        organisation ->
                                new Running(
                                        packs.pack(key).version(),
                                        packs.digest(key),
                                        packs.signature(key)));
    }

    /** Of the files as they stand on the disk now, worst first. */
    public List<Finding> findings(OrganisationKey key) {
        return folder.findings(key, today(key));
    }

    /** Today in the organisation's time zone. */
    public LocalDate today(OrganisationKey key) {
        return LocalDate.ofInstant(clock.instant(), packs.pack(key).zone());
    }

    /**
     * Signs the version that runs.
     *
     * @param digest what the officer has read; it must be what runs and what lies on the disk
     */
    public Outcome sign(OrganisationKey key, String digest, String actor) {
        var organisation = packs.organisation(key).orElseThrow();
        var officer = organisation.dpo().map(Organisation.Officer::name);
        if (officer.isEmpty()) {
            return new Outcome.Refused("organisation.yaml names no dpo; add one and restart");
        }
        if (!digest.equals(packs.digest(key))) {
            return new Outcome.Refused(
                    "the digest is not that of the pack that runs; see: passerelle policy show");
        }
        if (!digest.equals(folder.digest(key))) {
            return new Outcome.Refused(
                    "a file was changed since the start; restart, read the findings, sign then");
        }
        var version = packs.pack(key).version();
        return transactions.within(
                () -> {
                    journal(key, actor, "policy-signed", Map.of("digest", digest));
                    folder.sign(version, officer.get(), today(key), digest);
                    return new Outcome.Signed(version);
                });
    }

    /**
     * What is to be borne.
     *
     * @param row as the finding's place names it: {@code retention/learner-file}
     * @param until the last day, at most a year from today
     */
    public record Bearing(FindingCode code, String row, String reason, LocalDate until) {}

    public Outcome accept(OrganisationKey key, Bearing bearing, String actor) {
        var today = today(key);
        if (bearing.until().isBefore(today) || bearing.until().isAfter(today.plusYears(1))) {
            return new Outcome.Refused("until: expected a day from today to a year from now");
        }
        var officer = packs.organisation(key).flatMap(Organisation::dpo);
        var found =
                findings(key).stream()
                        .filter(finding -> finding.code() == bearing.code())
                        .filter(finding -> finding.place().row().equals(bearing.row()))
                        .filter(finding -> finding.code().acceptable())
                        .findFirst();
        if (officer.isEmpty() || found.isEmpty()) {
            return new Outcome.Refused(
                    "there is no such finding that could be accepted; see: passerelle policy lint");
        }
        var acceptance =
                new Acceptance(officer.get().name(), today, bearing.until(), bearing.reason());
        return transactions.within(
                () -> {
                    journal(
                            key,
                            actor,
                            "finding-accepted",
                            Map.of(
                                    "code", bearing.code().key(),
                                    "row", bearing.row(),
                                    "until", bearing.until().toString()));
                    folder.accept(key, found.get(), acceptance);
                    return new Outcome.Accepted(found.get());
                });
    }

    private void journal(
            OrganisationKey key, String actor, String action, Map<String, String> details) {
        journal.append(
                new JournalEntry(
                        key,
                        actor,
                        action,
                        "pack " + packs.pack(key).version().version(),
                        Optional.empty(),
                        "done",
                        details));
    }
}
