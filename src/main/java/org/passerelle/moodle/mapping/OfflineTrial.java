package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.MappingTrial;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Tier;

/**
 * Lints mapping files and reads saved answers with them, without a platform and without a store.
 */
public final class OfflineTrial implements MappingTrial {
    private static final SubjectId CALLED = new SubjectId(0, 1);

    private static final Platform NOWHERE =
            new Platform(
                    new PlatformKey("trial"),
                    new OrganisationKey("trial"),
                    URI.create("https://trial.invalid"),
                    "FR",
                    Tier.PLUGIN,
                    Path.of("none"),
                    Optional.empty(),
                    Set.of(),
                    Map.of(),
                    Optional.empty(),
                    List.of());

    private final MappingFolder reading;
    private final Clock clock;

    public OfflineTrial(MappingFolder reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    @Override
    public List<Finding> lint(Path folder) {
        List<Finding> findings = new ArrayList<>();
        reading.read(folder, findings);
        return findings;
    }

    @Override
    public Trial tryOut(Path folder, RecordKind kind, Path answer) {
        Mapping mapping =
                reading.load(folder)
                        .of(kind)
                        .orElseThrow(
                                () -> new NoTrial(folder + " has no " + kind + ".mapping.yaml"));
        Set<FieldName> all = mapping.means().fields().keySet();
        var request =
                new ReadRequest(
                        NOWHERE, kind, Optional.of(new CourseId(1)), List.of(CALLED), 0, all);
        var notes = new Notes();
        var assembly = new RecordAssembly(mapping, request, new MadeUp(), notes);
        assembly.calledFor(CALLED);
        var walk = new AnswerReading(mapping, new AnswerTree(mapping, all), assembly, clock);
        try (JsonParser parser = new JsonFactory().createParser(Files.newBufferedReader(answer))) {
            assembly.tally().rows(walk.read(parser));
        } catch (JsonProcessingException notJson) {
            var place = notJson.getLocation();
            throw new NoTrial(
                    answer
                            + " is not JSON at line "
                            + place.getLineNr()
                            + ", column "
                            + place.getColumnNr());
        } catch (IOException unreadable) {
            throw new NoTrial(answer + " cannot be read as UTF-8 text; save Moodle's answer there");
        }
        assembly.flush();
        return new Trial(notes.rows, notes.gaps, notes.with(assembly.tally()));
    }

    /** Keeps what a reading says. */
    private static final class Notes implements RecordSink {
        private final List<LearningRecord> rows = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        @Override
        public void record(LearningRecord record) {
            rows.add(record);
        }

        @Override
        public void gap(RecordKind kind, String path) {
            gaps.add(path);
        }

        @Override
        public void unreadable(RecordKind kind, int row, String why) {
            problems.add("row " + row + ": " + why);
        }

        List<String> with(Tally tally) {
            List<String> all = new ArrayList<>(problems);
            if (tally.outcome(false) instanceof ReadOutcome.Partial partial) {
                all.addAll(partial.reasons());
            }
            return all;
        }
    }

    /** Pseudonyms that count up, so that a trial says the same twice. */
    private static final class MadeUp implements SubjectDirectory {
        private final Map<Long, SubjectId> known = new HashMap<>();

        @Override
        public Map<Long, SubjectId> pseudonyms(PlatformKey key, Collection<Long> userIds) {
            userIds.forEach(
                    user -> known.computeIfAbsent(user, id -> new SubjectId(1, known.size() + 1L)));
            return known;
        }

        @Override
        public OptionalLong platformUserId(SubjectId subject) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<PlatformKey> platformOf(SubjectId subject) {
            return Optional.empty();
        }

        @Override
        public Optional<SubjectId> byLearnerNumber(PlatformKey key, String idnumber) {
            return Optional.empty();
        }
    }

    /** The trial could not be made. */
    static final class NoTrial extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        NoTrial(String message) {
            super(message, null);
        }
    }
}
