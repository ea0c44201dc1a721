package org.passerelle.commands;

import java.util.Collection;

/**
 * The sheet on which due commands wait for a person.
 *
 * <p>Guarantee: at most one open command per (subject, type, course); proposing again changes
 * nothing.
 */
public interface Proposals {
    /**
     * @return how many were new
     */
    int propose(Collection<Proposal> proposals);
}
