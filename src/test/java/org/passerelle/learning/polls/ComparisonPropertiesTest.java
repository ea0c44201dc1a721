package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.IMP;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.learning.records.JdbcLearningRecords;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.TransientFailure;
import org.passerelle.testing.TestStore;

/**
 * Random histories of a site, polled with random interruptions, against a model that is too simple
 * to be wrong: a map of what is stored, changed one user at a time.
 */
class ComparisonPropertiesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final int USERS = 12;
    private static final int POLLS = 14;

    private final Map<Long, String> onSite = new TreeMap<>();
    private final Map<Long, Expected> stored = new HashMap<>();
    private final List<String> expectedEvents = new ArrayList<>();
    private Desk desk;
    private Random random;

    /** What the model knows of one user. */
    private record Expected(String name, int version, boolean gone, int absences) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_history_of_a_site_ends_in_what_the_model_says(long seed) {
        desk = new Desk(STORE);
        random = new Random(seed);
        for (int poll = 0; poll < POLLS; poll++) {
            changeSite();
            boolean partial = random.nextInt(5) == 0;
            pollWithInterruptions(partial);
            model(partial);

            assertThat(actual()).as("seed %d, poll %d", seed, poll).isEqualTo(expected());
        }
        assertThat(desk.changes()).isEqualTo(expectedEvents.stream().sorted().toList());
    }

    /** Never empties the site: that is the brakes' matter, and has tests of its own. */
    private void changeSite() {
        for (int change = random.nextInt(5); change > 0; change--) {
            long user = 1 + random.nextInt(USERS);
            if (random.nextInt(3) == 0 && onSite.size() > 1) {
                onSite.remove(user);
                desk.site.remove(USER, 0, user);
            } else {
                var name = "Name " + random.nextInt(3);
                onSite.put(user, name);
                desk.site.user(user, name);
            }
        }
        if (onSite.isEmpty()) {
            onSite.put(1L, "Name 0");
            desk.site.user(1, "Name 0");
        }
    }

    private void pollWithInterruptions(boolean partial) {
        if (partial) {
            desk.site.next(USER, sink -> sink.unreadable(USER, 0, "expected a number at id"));
        } else if (random.nextInt(3) == 0) {
            desk.site.next(
                    USER,
                    sink -> {
                        throw new BrokenOff();
                    });
        }
        desk.clock.advance(java.time.Duration.ofHours(7));
        desk.polling.schedule().plan(desk.platform, "users");
        for (var tasks = desk.takeTasks(); !tasks.isEmpty(); tasks = desk.takeTasks()) {
            for (long task : tasks) {
                deliver(task);
            }
        }
    }

    private void deliver(long task) {
        try {
            desk.polling.tasks().run(task);
        } catch (BrokenOff passing) {
            deliver(task);
        }
        if (random.nextBoolean()) {
            desk.polling.tasks().run(task);
        }
    }

    private void model(boolean partial) {
        for (long user = 1; user <= USERS; user++) {
            var name = onSite.get(user);
            var before = stored.get(user);
            if (name != null) {
                seen(user, name, before);
            } else if (before != null && !before.gone()) {
                stored.put(user, missed(before, partial));
            }
        }
    }

    private void seen(long user, String name, Expected before) {
        if (before == null) {
            stored.put(user, new Expected(name, 1, false, 0));
            expectedEvents.add("user added 1");
        } else if (before.gone()) {
            stored.put(user, new Expected(name, before.version() + 1, false, 0));
            expectedEvents.add("user added " + (before.version() + 1));
        } else if (!before.name().equals(name)) {
            stored.put(user, new Expected(name, before.version() + 1, false, 0));
            expectedEvents.add("user changed " + (before.version() + 1));
        } else {
            stored.put(user, new Expected(name, before.version(), false, 0));
        }
    }

    private Expected missed(Expected before, boolean partial) {
        if (partial) {
            return new Expected(before.name(), before.version(), false, 0);
        }
        if (before.absences() == 0) {
            return new Expected(before.name(), before.version(), false, 1);
        }
        expectedEvents.add("user gone " + (before.version() + 1));
        return new Expected(before.name(), before.version() + 1, true, 0);
    }

    private Map<Long, String> expected() {
        var text = new TreeMap<Long, String>();
        stored.forEach(
                (user, it) ->
                        text.put(
                                user,
                                it.name() + " v" + it.version() + (it.gone() ? " gone" : "")));
        return text;
    }

    private Map<Long, String> actual() {
        var records =
                new JdbcLearningRecords(
                        STORE.jdbi(), STORE.subjectKeys(desk.clock), desk.directory);
        var text = new TreeMap<Long, String>();
        for (long user = 1; user <= USERS; user++) {
            var subject = desk.directory.pseudonyms(IMP, List.of(user)).get(user);
            for (var record : records.of(subject)) {
                var name = (FieldValue.Text) record.fields().get(new FieldName("firstName"));
                text.put(
                        user,
                        name.value() + " v" + record.version() + (record.gone() ? " gone" : ""));
            }
        }
        return text;
    }

    private static final class BrokenOff extends TransientFailure {
        private static final long serialVersionUID = 1;

        BrokenOff() {
            super("the platform broke off", null);
        }
    }
}
