package org.passerelle.archive;

import java.util.List;
import org.passerelle.archive.FunderProofs.Outcome;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.SubjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring work of the archive: ends what has ended, files the proofs of funded enrolments as
 * soon as they are complete. Repeatable, whichever process does it.
 */
public final class ArchiveRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRounds.class);
    private static final String ACTOR = "archive";
    private static final int AT_ONCE = 200;
    private static final SubjectId FIRST = new SubjectId(0, 0);

    private final ArchiveGround ground;
    private final Archive archive;
    private final FunderProofs proofs;
    private final SubjectDirectory directory;

    public ArchiveRounds(
            ArchiveGround ground,
            Archive archive,
            FunderProofs proofs,
            SubjectDirectory directory) {
        this.ground = ground;
        this.archive = archive;
        this.proofs = proofs;
        this.directory = directory;
    }

    public void run() {
        int ended = archive.end();
        int filed = 0;
        var after = FIRST;
        for (var page = page(after); !page.isEmpty(); page = page(after)) {
            for (SubjectId subject : page) {
                filed += file(subject);
            }
            after = page.getLast();
        }
        if (ended + filed > 0) {
            LOG.info("archive: {} records ended, {} proofs filed", ended, filed);
        }
    }

    private List<SubjectId> page(SubjectId after) {
        return ground.transactions().within(() -> ground.rows().withoutProof(after, AT_ONCE));
    }

    private int file(SubjectId subject) {
        return directory
                .platformOf(subject)
                .map(
                        platform ->
                                (int)
                                        proofs.file(subject, platform, ACTOR).stream()
                                                .filter(Outcome.Filed.class::isInstance)
                                                .count())
                .orElse(0);
    }
}
