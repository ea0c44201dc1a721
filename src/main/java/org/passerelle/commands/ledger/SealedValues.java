package org.passerelle.commands.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.hands.FormerIdentity;
import org.passerelle.commands.hands.FormerIdentity.Part;
import org.passerelle.commands.ledger.JdbcCommandValues.Hashes;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * The personal values a command needs, sealed under the subject's live key and gone when the
 * command closes. They travel on no queue.
 */
public final class SealedValues {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Ground ground;
    private final JdbcCommandValues values;
    private final SubjectKeys keys;
    private final MasterKey master;

    public SealedValues(Ground ground, CommandTables tables, SubjectKeys keys, MasterKey master) {
        this.ground = ground;
        this.values = tables.values();
        this.keys = keys;
        this.master = master;
    }

    /** Who the account belonged to; the first reading is kept. */
    public void keepIdentity(Command command, FormerIdentity identity) {
        var subject = command.proposal().subject();
        byte[] sealed = keys.seal(subject, Compartment.LIVE, identity.bytes());
        var platform = command.proposal().platform().value();
        var hashes =
                new Hashes(
                        hash(platform, "idnumber", identity.value(Part.LEARNER_NUMBER)),
                        hash(platform, "email", identity.value(Part.MAIL_ADDRESS)));
        ground.transactions()
                .within(
                        () ->
                                values.keep(
                                        command.id(),
                                        JdbcCommandValues.IDENTITY,
                                        subject,
                                        sealed,
                                        hashes));
    }

    private byte @Nullable [] hash(String platform, String what, Optional<String> value) {
        return value.map(text -> master.hash(platform, what, text.strip().toLowerCase(Locale.ROOT)))
                .orElse(null);
    }

    /** Without parts when nothing was kept or the key is gone. */
    public FormerIdentity identity(Command command) {
        return open(command, JdbcCommandValues.IDENTITY)
                .map(FormerIdentity::of)
                .orElseGet(() -> new FormerIdentity(Map.of()));
    }

    public void keepRectification(
            CommandId command, Proposal proposal, Map<FieldName, FieldValue.Text> fields) {
        var texts = new HashMap<String, String>();
        fields.forEach((name, text) -> texts.put(name.value(), text.value()));
        var subject = proposal.subject();
        byte[] sealed = keys.seal(subject, Compartment.LIVE, MessageCodec.encode(texts));
        values.keep(command, JdbcCommandValues.RECTIFICATION, subject, sealed, Hashes.NONE);
    }

    public Optional<Map<FieldName, FieldValue>> rectification(Command command) {
        return open(command, JdbcCommandValues.RECTIFICATION).map(SealedValues::fields);
    }

    private Optional<byte[]> open(Command command, String name) {
        var subject = command.proposal().subject();
        return ground.transactions()
                .within(() -> values.sealed(command.id(), name))
                .flatMap(bytes -> keys.open(subject, Compartment.LIVE, bytes));
    }

    private static Map<FieldName, FieldValue> fields(byte[] json) {
        try {
            var fields = new HashMap<FieldName, FieldValue>();
            MessageCodec.json()
                    .readValue(json, TEXTS)
                    .forEach(
                            (name, text) ->
                                    fields.put(new FieldName(name), new FieldValue.Text(text)));
            return fields;
        } catch (IOException e) {
            throw new UnreadableMessage("rectification", json.length);
        }
    }
}
