package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.archive.Archive;
import org.passerelle.archive.ArchiveRecord;
import org.passerelle.archive.FunderProofs;
import org.passerelle.archive.Motive;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.pack.Packs;

/**
 * The archive of one organisation: what lies there, and, for its archive readers alone, with a
 * motive, what one record says. Nobody learns of another organisation's.
 */
public final class ArchiveOperations {
    private static final Set<Role> LISTING =
            EnumSet.of(Role.ARCHIVE_READER, Role.DPO, Role.AUDITOR);
    private static final Set<Role> READING = EnumSet.of(Role.ARCHIVE_READER);
    private static final Set<Role> FILING = EnumSet.of(Role.DPO);

    private final Archive archive;
    private final FunderProofs proofs;
    private final SubjectDirectory directory;
    private final Packs packs;

    public ArchiveOperations(
            Archive archive, FunderProofs proofs, SubjectDirectory directory, Packs packs) {
        this.archive = archive;
        this.proofs = proofs;
        this.directory = directory;
        this.packs = packs;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("archive-list", "/archive", new Access(LISTING), this::list),
                Operation.post(
                        "archive-read",
                        "/archive/{number}/reading",
                        new Access(READING),
                        this::read),
                Operation.post("archive-file", "/archive/proofs", new Access(FILING), this::file));
    }

    private ApiAnswer list(ApiRequest request) {
        var organisation = ForOrganisation.key(request.text("organisation"));
        if (!request.caller().may(LISTING, organisation)) {
            return ApiAnswer.ok(Page.all(List.<ArchiveRecord>of(), ArchiveOperations::view));
        }
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        return ApiAnswer.ok(
                Page.of(
                        archive.list(organisation, after, limit + 1),
                        limit,
                        ArchiveOperations::view,
                        record -> Long.toString(record.number())));
    }

    private ApiAnswer read(ApiRequest request) {
        request.onlyFields("motive", "reference");
        var motive =
                Motive.of(request.requiredText("motive"))
                        .orElseThrow(
                                () ->
                                        ForOrganisation.bad(
                                                "motive: expected one of " + Motive.keys()));
        var reference =
                Optional.of(request.requiredText("reference"))
                        .filter(code -> code.matches("[a-z0-9][a-z0-9-]{0,63}"))
                        .orElseThrow(
                                () ->
                                        ForOrganisation.bad(
                                                "reference: expected a code such as control-2027-11,"
                                                        + " without any name"));
        return archive.find(request.number("number"))
                .filter(record -> request.caller().may(READING, record.filing().organisation()))
                .map(
                        record ->
                                opened(
                                        archive.open(
                                                record,
                                                new Archive.Reading(
                                                        request.actor(), motive, reference))))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound(
                                                "no record of your archive has this number")));
    }

    private static ApiAnswer opened(Archive.Opened opened) {
        return switch (opened) {
            case Archive.Opened.Content content -> ApiAnswer.ok(view(content));
            case Archive.Opened.Denied denied ->
                    new ApiAnswer.Refused(
                            new Problem(
                                    403, "archive-denied", "The rules refuse it", denied.reason()));
            case Archive.Opened.Gone gone ->
                    new ApiAnswer.Refused(
                            Problem.conflict(
                                    "this record has ended: its key is destroyed and nobody can read"
                                            + " it any more"));
        };
    }

    private static ObjectNode view(Archive.Opened.Content content) {
        var view = view(content.record()).put("decision", content.decision());
        view.set("content", content.content());
        var withheld = view.putObject("withheld");
        content.withheld().forEach((field, rule) -> withheld.put(field, rule.value()));
        return view;
    }

    private ApiAnswer file(ApiRequest request) {
        request.onlyFields("subject");
        var subject = Pseudonyms.inBody(request);
        return directory
                .platformOf(subject)
                .filter(platform -> isTheirs(request, platform))
                .map(platform -> filed(proofs.file(subject, platform, request.actor())))
                .orElseGet(Pseudonyms::ofNobody);
    }

    private boolean isTheirs(ApiRequest request, PlatformKey platform) {
        return packs.platform(platform)
                .filter(found -> request.caller().may(FILING, found.organisation()))
                .isPresent();
    }

    private static ApiAnswer filed(List<FunderProofs.Outcome> outcomes) {
        return ApiAnswer.ok(
                Page.all(
                        outcomes,
                        outcome ->
                                switch (outcome) {
                                    case FunderProofs.Outcome.Filed filed ->
                                            MessageCodec.json()
                                                    .createObjectNode()
                                                    .put("course", filed.course().value())
                                                    .put("outcome", "filed")
                                                    .put("until", filed.until().toString())
                                                    .put("because", filed.overlay())
                                                    .put(
                                                            "applies",
                                                            String.join(", ", filed.overlays()));
                                    case FunderProofs.Outcome.Incomplete incomplete ->
                                            MessageCodec.json()
                                                    .createObjectNode()
                                                    .put("course", incomplete.course().value())
                                                    .put("outcome", "incomplete")
                                                    .put(
                                                            "missing",
                                                            String.join(
                                                                    ", ", incomplete.missing()));
                                }));
    }

    private static ObjectNode view(ArchiveRecord record) {
        var filing = record.filing();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", record.number())
                        .put("platform", filing.platform().value())
                        .put("subject", filing.subject().toString())
                        .put("reason", filing.reason())
                        .put("until", filing.until().toString())
                        .put("because", filing.rule())
                        .put("filedAt", record.filedAt().toString())
                        .put("filedBy", record.filedBy());
        filing.course().ifPresent(course -> view.put("course", course.value()));
        record.destroyedAt().ifPresent(at -> view.put("destroyedAt", at.toString()));
        return view;
    }
}
