package org.passerelle.commands.ledger;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.commands.CommandId;
import org.passerelle.personaldata.SubjectId;

/** The table {@code command_values}: what only the executor opens, gone when the command closes. */
public final class JdbcCommandValues {
    public static final String IDENTITY = "identity";
    public static final String RECTIFICATION = "rectification";

    private final Jdbi jdbi;

    JdbcCommandValues(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps the first value of a name: a repeated lock must not overwrite it with pseudonyms. */
    public void keep(
            CommandId command, String name, SubjectId subject, byte[] sealed, Hashes hashes) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO command_values (command_id, name, subject_id, sealed, user_hash, idnumber_hash, email_hash)"
                                                + " VALUES (:command, :name, :subject, :sealed,"
                                                + " (SELECT user_id_hash FROM subjects WHERE subject_id = :subject), :number, :mail)")
                                .bind("command", command.value())
                                .bind("name", name)
                                .bind("subject", subject.bytes())
                                .bind("sealed", sealed)
                                .bind("number", hashes.learnerNumber())
                                .bind("mail", hashes.mailAddress())
                                .execute());
    }

    public Optional<byte[]> sealed(CommandId command, String name) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT sealed FROM command_values WHERE command_id = :command AND name = :name")
                                .bind("command", command.value())
                                .bind("name", name)
                                .mapTo(byte[].class)
                                .findOne());
    }

    public void drop(CommandId command) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM command_values WHERE command_id = :command")
                                .bind("command", command.value())
                                .execute());
    }

    /**
     * Keyed hashes of what an account was found by.
     *
     * @param learnerNumber null when it was not readable or blank
     * @param mailAddress likewise
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Hashes(byte @Nullable [] learnerNumber, byte @Nullable [] mailAddress) {
        static final Hashes NONE = new Hashes(null, null);
    }
}
