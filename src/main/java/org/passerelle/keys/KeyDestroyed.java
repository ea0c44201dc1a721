package org.passerelle.keys;

import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.SubjectId;

/** Nothing can be sealed for this subject any more: the subject is erased. */
public final class KeyDestroyed extends PermanentFailure {
    public KeyDestroyed(SubjectId subject) {
        super("the key of subject " + subject + " was destroyed: the subject is erased", null);
    }
}
