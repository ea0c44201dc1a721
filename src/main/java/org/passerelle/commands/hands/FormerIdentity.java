package org.passerelle.commands.hands;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.FieldValue;

/**
 * By what an account could be found before it was scrubbed. Kept sealed until the receipt is
 * closed: it is needed to prove that nothing is found by it any more. It never prints.
 *
 * @param parts those the platform showed; the others could not be read
 */
public record FormerIdentity(Map<Part, FieldValue.Text> parts) {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    public FormerIdentity {
        parts = Map.copyOf(parts);
    }

    /** What a platform finds accounts by. */
    public enum Part {
        SIGN_IN_NAME,
        LEARNER_NUMBER,
        MAIL_ADDRESS
    }

    /** The value, unless it was unreadable or blank. */
    public Optional<String> value(Part part) {
        return Optional.ofNullable(parts.get(part))
                .map(FieldValue.Text::value)
                .filter(text -> !text.isBlank());
    }

    public byte[] bytes() {
        var texts = new EnumMap<Part, String>(Part.class);
        parts.forEach((part, text) -> texts.put(part, text.value()));
        return MessageCodec.encode(texts);
    }

    public static FormerIdentity of(byte[] bytes) {
        try {
            var parts = new EnumMap<Part, FieldValue.Text>(Part.class);
            MessageCodec.json()
                    .readValue(bytes, TEXTS)
                    .forEach(
                            (part, text) ->
                                    parts.put(
                                            Part.valueOf(part.toUpperCase(Locale.ROOT)),
                                            new FieldValue.Text(text)));
            return new FormerIdentity(parts);
        } catch (IOException e) {
            throw new UnreadableMessage("FormerIdentity", bytes.length);
        }
    }
}
