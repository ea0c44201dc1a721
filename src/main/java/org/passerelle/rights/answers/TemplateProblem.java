package org.passerelle.rights.answers;

import org.passerelle.personaldata.PermanentFailure;

/** A template that cannot be used as it is written; the message names file, line and cure. */
public final class TemplateProblem extends PermanentFailure {
    private static final long serialVersionUID = 1;

    TemplateProblem(String message) {
        super(message, null);
    }
}
