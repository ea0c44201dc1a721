package org.passerelle.archive;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** Files categories of a person's data that an assessment keeps although the account is erased. */
public final class CategoryFilings {
    private final Archive archive;
    private final Extract extract;

    public CategoryFilings(Archive archive, LearningRecords records, Categories categories) {
        this.archive = archive;
        this.extract = new Extract(records, categories);
    }

    /** Whose data. */
    public record Whose(OrganisationKey organisation, PlatformKey platform, SubjectId subject) {}

    /**
     * What one reason keeps.
     *
     * @param until the last day
     * @param rule the row of the pack, or the request where a person decided otherwise
     */
    public record Kept(String reason, Set<DataCategory> categories, LocalDate until, String rule) {
        public Kept {
            categories = Set.copyOf(categories);
        }
    }

    /** Repeatable: filed again, the later end counts. */
    public void file(Whose whose, Kept kept, String actor) {
        archive.file(
                new Filing(
                        whose.organisation(),
                        whose.platform(),
                        whose.subject(),
                        Optional.empty(),
                        kept.reason(),
                        kept.until(),
                        kept.rule()),
                extract.of(whose.subject(), kept.categories(), Optional.empty()),
                actor);
    }
}
