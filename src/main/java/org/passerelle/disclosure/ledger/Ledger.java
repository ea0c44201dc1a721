package org.passerelle.disclosure.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;

/**
 * Who received what of whom.
 *
 * <p>Guarantee: writes join the caller's transaction; a line stands before the bytes it tells of
 * leave, so that one may be there too many, never one too few. Lines outlive the person's data:
 * they hold pseudonyms only. Source: UPR-35, GDPR Art. 15(1)(c), Art. 19.
 */
public interface Ledger {
    /**
     * A line to write.
     *
     * @param decisions numbers of the decisions that allowed it
     */
    record Entry(SubjectId subject, Set<FieldName> fields, Set<Long> decisions, int records) {}

    void write(long export, long recipient, Collection<Entry> entries, Instant at);

    /** Adds to what is already counted. */
    void omit(long export, Collection<Omission> omissions);

    /** Newest first; no more than a few thousand. */
    List<Disclosure> of(SubjectId subject);

    List<Omission> omissions(long export, int limit);

    /** Every recipient that ever received something of the subject, by number. */
    Set<Long> recipientsOf(SubjectId subject);
}
