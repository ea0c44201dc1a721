package org.passerelle.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.passerelle.journal.hygiene.KnownPeople;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/**
 * Everybody the polls know and whose key still exists, and the tokens of the platforms that this
 * process may read.
 */
public final class KnownLearners implements KnownPeople {
    private static final int AT_ONCE = 500;
    private static final List<String> NAME = List.of("firstName", "lastName");
    private static final List<String> KEYS = List.of("email", "username", "idnumber");

    private final LearningRecords records;
    private final Collection<Platform> platforms;

    public KnownLearners(LearningRecords records, Collection<Platform> platforms) {
        this.records = records;
        this.platforms = List.copyOf(platforms);
    }

    @Override
    public void read(Consumer<Marks> reader) {
        for (Platform platform : platforms) {
            reader.accept(new Marks(List.of(), List.of(), tokens(platform)));
            learners(platform.key(), reader);
        }
    }

    private void learners(PlatformKey platform, Consumer<Marks> reader) {
        var page = records.subjectsAfter(platform, LearningRecords.FIRST, AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(
                    subject ->
                            records.of(subject).stream()
                                    .map(
                                            record ->
                                                    new Marks(
                                                            texts(record, NAME),
                                                            texts(record, KEYS),
                                                            List.of()))
                                    .forEach(reader));
            page = records.subjectsAfter(platform, page.getLast(), AT_ONCE);
        }
    }

    private static List<FieldValue.Text> texts(
            LearningRecords.StoredRecord record, List<String> fields) {
        return fields.stream()
                .map(field -> record.fields().get(new FieldName(field)))
                .filter(FieldValue.Text.class::isInstance)
                .map(FieldValue.Text.class::cast)
                .toList();
    }

    private static List<FieldValue.Text> tokens(Platform platform) {
        return Stream.concat(
                        Stream.of(platform.readTokenFile()), platform.commandTokenFile().stream())
                .flatMap(file -> token(file).stream())
                .toList();
    }

    /** A token this process may not read cannot be leaked by it. */
    private static Optional<FieldValue.Text> token(Path file) {
        try {
            return Optional.of(new FieldValue.Text(Files.readString(file).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
