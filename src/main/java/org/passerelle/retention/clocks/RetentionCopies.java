package org.passerelle.retention.clocks;

import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;

/**
 * What this duty stores about a subject, given up when the account is erased. Holds stay: they name
 * no person and say why something was kept so long.
 */
public final class RetentionCopies implements OwnCopies {
    private final JdbcFacts facts;
    private final JdbcClocks clocks;

    public RetentionCopies(JdbcRetention tables) {
        this.facts = new JdbcFacts(tables);
        this.clocks = new JdbcClocks(tables);
    }

    @Override
    public String what() {
        return "dates de contrat et de contact, échéances de conservation";
    }

    @Override
    public int erase(PlatformKey platform, SubjectId subject) {
        return facts.erase(subject) + clocks.erase(subject);
    }
}
