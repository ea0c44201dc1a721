package org.passerelle.commands.outcomes;

import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * What one duty of ours stores about a subject and gives up when the subject's account is erased.
 * The subject's live key is destroyed last, by the engine itself.
 *
 * <p>Repeatable: a second call finds nothing. It joins the caller's transaction.
 */
public interface OwnCopies {
    /** In French, for the receipt: {@code relevés d’apprentissage}. */
    String what();

    /**
     * @return how many rows went
     */
    int erase(PlatformKey platform, SubjectId subject);
}
