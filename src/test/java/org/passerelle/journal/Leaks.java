package org.passerelle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.passerelle.journal.hygiene.KnownPeople;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** The end of a journey: nobody it was about stands in clear where only pseudonyms may. */
public final class Leaks {
    private Leaks() {}

    /**
     * @param name as two words or more
     * @param identifiers an e-mail, a user name, a number
     */
    public static void none(
            TestStore store, SettableClock clock, List<String> name, String... identifiers) {
        var marks =
                new KnownPeople.Marks(
                        texts(name.stream()), texts(Stream.of(identifiers)), List.of());
        assertThat(new EvidenceFixture(store, clock).hygiene(marks).check().leaks())
                .as("in clear after the journey")
                .isEmpty();
    }

    private static List<FieldValue.Text> texts(Stream<String> values) {
        return values.map(FieldValue.Text::new).toList();
    }
}
