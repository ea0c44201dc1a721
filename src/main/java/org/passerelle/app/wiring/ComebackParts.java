package org.passerelle.app.wiring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.api.Operation;
import org.passerelle.api.TombstoneOperations;
import org.passerelle.commands.Proposals;
import org.passerelle.custody.comeback.JdbcComebacks;
import org.passerelle.custody.comeback.TombstoneWatch;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Pack;
import org.passerelle.policy.pack.Packs;

/** The watch for erased accounts that come back, put together. */
final class ComebackParts {
    /** As the mapping file of users calls it. */
    private static final FieldName ADDRESS = new FieldName("email");

    private final Ground ground;
    private final PollParts polls;
    private final TombstoneWatch watch;

    ComebackParts(Ground ground, Packs packs, PollParts polls, Proposals proposals) {
        this.ground = ground;
        this.polls = polls;
        this.watch =
                new TombstoneWatch(
                        new TombstoneWatch.Ground(
                                ground.transactions(),
                                ground.journal(),
                                new JdbcComebacks(ground.jdbi()),
                                ground.clock()),
                        proposals,
                        new TombstoneWatch.Known(
                                polls::fingerprint,
                                this::addressHash,
                                platform -> packs.packOf(platform).map(Pack::version)));
    }

    TombstoneWatch watch() {
        return watch;
    }

    List<Operation> operations() {
        return new TombstoneOperations(watch).all();
    }

    /** As it was made when the account was locked for its erasure. */
    private Optional<byte[]> addressHash(SubjectId subject) {
        var platform = polls.directory().platformOf(subject).map(PlatformKey::value);
        return polls.records().of(subject).stream()
                .flatMap(record -> Optional.ofNullable(record.fields().get(ADDRESS)).stream())
                .filter(FieldValue.Text.class::isInstance)
                .map(FieldValue.Text.class::cast)
                .findFirst()
                .flatMap(
                        text ->
                                platform.map(
                                        key ->
                                                ground.master()
                                                        .hash(
                                                                key,
                                                                "email",
                                                                text.value()
                                                                        .strip()
                                                                        .toLowerCase(
                                                                                Locale.ROOT))));
    }
}
