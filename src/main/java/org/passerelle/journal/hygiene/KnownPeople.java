package org.passerelle.journal.hygiene;

import java.util.List;
import java.util.function.Consumer;
import org.passerelle.personaldata.FieldValue;

/** Who could be found: the data subjects whose values we can read, and our own secrets. */
public interface KnownPeople {
    /** Hands over everybody, one after the other; nothing of it is kept in clear. */
    void read(Consumer<Marks> reader);

    /**
     * What would give somebody away.
     *
     * @param name given and family name, in this order; empty when unknown
     * @param keys addresses, account names, learner numbers: each alone is enough
     * @param secrets tokens of ours
     */
    record Marks(
            List<FieldValue.Text> name, List<FieldValue.Text> keys, List<FieldValue.Text> secrets) {
        public Marks {
            name = List.copyOf(name);
            keys = List.copyOf(keys);
            secrets = List.copyOf(secrets);
        }
    }
}
