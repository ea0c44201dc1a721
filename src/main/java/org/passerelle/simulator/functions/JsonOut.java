package org.passerelle.simulator.functions;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes JSON as PHP's json_encode does on Moodle: everything beyond ASCII and every slash escaped,
 * whole floats without decimals. It streams: never more than a few kilobytes are held.
 *
 * <p>Commas are set by what was written before, so callers only say what comes next.
 */
public final class JsonOut {
    private static final int FLUSH_AT = 16_384;
    private static final HexFormat HEX = HexFormat.of();

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(FLUSH_AT + 1_024);

    public JsonOut(OutputStream out) {
        this.out = out;
    }

    public JsonOut object() {
        next().append('{');
        return this;
    }

    public JsonOut endObject() {
        text.append('}');
        return drain();
    }

    public JsonOut array() {
        next().append('[');
        return this;
    }

    public JsonOut endArray() {
        text.append(']');
        return drain();
    }

    public JsonOut name(String name) {
        quoted(next(), name).append(':');
        return this;
    }

    public JsonOut value(String value) {
        quoted(next(), value);
        return this;
    }

    public JsonOut value(long value) {
        next().append(value);
        return this;
    }

    public JsonOut value(boolean value) {
        next().append(value);
        return this;
    }

    public JsonOut value(double value) {
        next().append(number(value));
        return this;
    }

    public JsonOut nothing() {
        next().append("null");
        return this;
    }

    /** JSON text made before; must be complete. */
    public JsonOut raw(CharSequence json) {
        next().append(json);
        return drain();
    }

    public JsonOut field(String name, String value) {
        return name(name).value(value);
    }

    public JsonOut field(String name, long value) {
        return name(name).value(value);
    }

    public JsonOut field(String name, boolean value) {
        return name(name).value(value);
    }

    /** Moodle's "no value" where 0 would be one. */
    public JsonOut fieldOrNull(String name, long value) {
        name(name);
        return value == 0 ? nothing() : value(value);
    }

    public JsonOut nullField(String name) {
        return name(name).nothing();
    }

    public JsonOut emptyArray(String name) {
        return name(name).array().endArray();
    }

    /** Writes out what is still held. */
    public void flush() {
        write(0);
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As PHP prints a float: 15, 12.7. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Appends the text with quotes and escapes. */
    public static StringBuilder quoted(StringBuilder to, String value) {
        to.append('"');
        for (int at = 0; at < value.length(); at++) {
            append(to, value.charAt(at));
        }
        return to.append('"');
    }

    private static void append(StringBuilder to, char c) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '/' -> to.append("\\/");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (c < ' ' || c > '~') {
                    to.append("\\u").append(HEX.toHexDigits(c));
                } else {
                    to.append(c);
                }
            }
        }
    }

    private StringBuilder next() {
        int last = text.length() - 1;
        if (last >= 0 && "{[,:".indexOf(text.charAt(last)) < 0) {
            text.append(',');
        }
        return text;
    }

    /** Keeps the last character: it decides about the next comma. */
    private JsonOut drain() {
        if (text.length() > FLUSH_AT) {
            write(1);
        }
        return this;
    }

    private void write(int keep) {
        int end = text.length() - keep;
        try {
            out.write(text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.delete(0, end);
    }
}
