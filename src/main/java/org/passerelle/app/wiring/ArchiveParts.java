package org.passerelle.app.wiring;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.passerelle.api.ArchiveOperations;
import org.passerelle.api.Operation;
import org.passerelle.archive.Archive;
import org.passerelle.archive.ArchiveGround;
import org.passerelle.archive.ArchiveRounds;
import org.passerelle.archive.CategoryFilings;
import org.passerelle.archive.FunderProofs;
import org.passerelle.archive.JdbcArchive;
import org.passerelle.archive.ReadingRules;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.facts.ProofFacts;
import org.passerelle.rights.erasure.Archiving;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Request;

/** The duty {@code archive}, put together. */
final class ArchiveParts {
    private final Archive archive;
    private final ArchiveGround ground;
    private final FunderProofs proofs;
    private final CategoryFilings filings;
    private final PollParts polls;
    private final Packs packs;

    ArchiveParts(Ground app, Packs packs, PollParts polls, RetentionParts retention) {
        this.polls = polls;
        this.packs = packs;
        ground =
                new ArchiveGround(
                        app.transactions(),
                        app.journal(),
                        new JdbcArchive(app.jdbi()),
                        app.clock());
        archive =
                new Archive(
                        ground,
                        app.subjectKeys(),
                        new ReadingRules(
                                key -> packs.organisation(key).map(one -> packs.pack(one.key())),
                                polls::categoryOf,
                                retention.standings()::restricted,
                                new JdbcDecisions(app.jdbi(), app.clock())));
        ProofFacts facts = retention.proofFacts();
        proofs =
                new FunderProofs(
                        archive,
                        new FunderProofs.Sources(
                                retention.kept(),
                                polls.records(),
                                polls::categoryOf,
                                (subject, course, today) -> facts.archived(subject, course)));
        filings = new CategoryFilings(archive, polls.records(), polls::categoryOf);
    }

    ArchiveRounds rounds() {
        return new ArchiveRounds(ground, archive, proofs, polls.directory());
    }

    List<Operation> operations() {
        return new ArchiveOperations(archive, proofs, polls.directory(), packs).all();
    }

    /** What an assessment keeps goes there before the account goes. */
    Archiving archiving() {
        return this::keep;
    }

    private void keep(Request request, List<Line> kept) {
        var subject = request.subject().orElseThrow();
        var platform = polls.directory().platformOf(subject).orElseThrow();
        var whose = new CategoryFilings.Whose(request.organisation(), platform, subject);
        var byReason = new HashMap<String, CategoryFilings.Kept>();
        kept.forEach(
                line -> byReason.merge(line.because(), of(line, request), ArchiveParts::together));
        byReason.values().forEach(one -> filings.file(whose, one, "request-" + request.id()));
    }

    private static CategoryFilings.Kept of(Line line, Request request) {
        return new CategoryFilings.Kept(
                line.because(),
                Set.of(line.category()),
                line.until().orElseThrow(),
                line.rule().isEmpty() ? "request/" + request.id() : line.rule());
    }

    /** One reason is one record; the longest of its lines says until when. */
    private static CategoryFilings.Kept together(
            CategoryFilings.Kept one, CategoryFilings.Kept other) {
        var categories = EnumSet.noneOf(DataCategory.class);
        categories.addAll(one.categories());
        categories.addAll(other.categories());
        var longer = one.until().isBefore(other.until()) ? other : one;
        return new CategoryFilings.Kept(one.reason(), categories, longer.until(), longer.rule());
    }
}
