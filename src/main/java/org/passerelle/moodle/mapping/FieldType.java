package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.passerelle.personaldata.FieldValue;

/**
 * How a scalar of the answer becomes a value. Strict: text where a number belongs is not read as a
 * number.
 */
public enum FieldType {
    TEXT,
    /** HTML entities are decoded, once. */
    ESCAPED_TEXT,
    /** Markup, kept as it is. */
    HTML,
    INTEGER,
    DECIMAL,
    /** true, false, 0, 1. */
    FLAG,
    /** A moment that may lie ahead. 0 is nothing. */
    EPOCH_SECONDS,
    /** A moment that was observed and so cannot lie ahead. 0 is nothing. */
    PAST_EPOCH_SECONDS,
    /** A list of texts, sorted, so that Moodle's order does not matter. */
    TEXTS,
    /** The same, with HTML entities decoded once. */
    ESCAPED_TEXTS;

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final Duration FAR = Duration.ofDays(50 * 365L);

    boolean list() {
        return this == TEXTS || this == ESCAPED_TEXTS;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of the token the parser stands on, which is a scalar and not null. */
    FieldValue read(JsonParser parser, Instant now) throws IOException, WrongType {
        return switch (this) {
            case TEXT, HTML, TEXTS -> new FieldValue.Text(text(parser));
            case ESCAPED_TEXT, ESCAPED_TEXTS ->
                    new FieldValue.Text(HtmlEntities.decodeOnce(text(parser)));
            case INTEGER ->
                    new FieldValue.Number(BigDecimal.valueOf(integer(parser, "a whole number")));
            case DECIMAL -> new FieldValue.Number(decimal(parser));
            case FLAG -> new FieldValue.Flag(flag(parser));
            case EPOCH_SECONDS -> moment(parser, now.plus(FAR), "more than fifty years ahead");
            case PAST_EPOCH_SECONDS -> moment(parser, now.plus(CLOCKS_DIFFER), "in the future");
        };
    }

    private static String text(JsonParser parser) throws IOException, WrongType {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new WrongType("text", parser.currentToken());
        }
        return parser.getText();
    }

    private static long integer(JsonParser parser, String expected) throws IOException, WrongType {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new WrongType(expected, parser.currentToken());
        }
        return parser.getLongValue();
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException, WrongType {
        if (!parser.currentToken().isNumeric() || parser.getText().length() > 40) {
            throw new WrongType("a number of at most 40 characters", parser.currentToken());
        }
        return parser.getDecimalValue();
    }

    private static boolean flag(JsonParser parser) throws IOException, WrongType {
        if (parser.currentToken().isBoolean()) {
            return parser.getBooleanValue();
        }
        long value = integer(parser, "true, false, 0 or 1");
        if (value != 0 && value != 1) {
            throw new WrongType("true, false, 0 or 1, found another number");
        }
        return value == 1;
    }

    private static FieldValue moment(JsonParser parser, Instant latest, String tooFar)
            throws IOException, WrongType {
        long seconds = integer(parser, "seconds since 1970");
        if (seconds < 0) {
            throw new WrongType("seconds since 1970, found a negative number");
        }
        if (seconds > latest.getEpochSecond()) {
            throw new WrongType("seconds since 1970, found a moment " + tooFar);
        }
        return seconds == 0
                ? new FieldValue.Nothing()
                : new FieldValue.Moment(Instant.ofEpochSecond(seconds));
    }

    /** The answer holds something else. The message holds no value. */
    static final class WrongType extends Exception {
        private static final long serialVersionUID = 1L;

        WrongType(String expected) {
            super("expected " + expected, null, false, false);
        }

        WrongType(String expected, JsonToken found) {
            this(expected + ", found " + kindOf(found));
        }

        private static String kindOf(JsonToken found) {
            return switch (found) {
                case VALUE_STRING -> "text";
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
                case VALUE_TRUE, VALUE_FALSE -> "true or false";
                case VALUE_NULL -> "null";
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list";
                default -> "nothing readable";
            };
        }

        String why() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
