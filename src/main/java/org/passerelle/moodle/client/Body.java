package org.passerelle.moodle.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Judges a body before anybody believes it: Moodle sends most errors with status 200.
 *
 * <p>No exception of the parser leaves here, since its message can quote the answer.
 */
final class Body {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory PARSERS = new JsonFactory();
    private static final int HEAD = 1024;
    private static final Pattern ERROR =
            Pattern.compile("\\s*\\{\\s*\"(exception|errorcode|error)\"\\s*:.*", Pattern.DOTALL);
    private static final Pattern XML =
            Pattern.compile("<(\\?xml|EXCEPTION|RESPONSE).*", Pattern.DOTALL);
    private static final Pattern PHP_NOTICES =
            Pattern.compile(
                    "(<br\\s*/?>\\s*)?(<b>)?(PHP )?(Deprecated|Warning|Notice|Strict Standards)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern XML_CODE =
            Pattern.compile("<ERRORCODE>([A-Za-z0-9_]{1,64})</ERRORCODE>");

    private final Wire.Call call;
    private final int status;
    private final long limit;

    Body(Wire.Call call, int status, long limit) {
        this.call = call;
        this.status = status;
        this.limit = limit;
    }

    /** What was read, and how many bytes it took after decompression. */
    record Content<T>(T value, long bytes) {}

    <T> Content<T> read(InputStream raw, boolean gzip, StreamReader<T> reader) throws IOException {
        try {
            LimitedStream limited = new LimitedStream(gzip ? unzip(raw) : raw, limit);
            T value = judge(new BufferedInputStream(limited, 1 << 16), reader);
            return new Content<>(value, limited.count());
        } catch (JsonEOFException | EOFException truncated) {
            throw shape(Faults.Shape.TRUNCATED);
        } catch (LimitedStream.TooLarge | StreamConstraintsException oversized) {
            throw shape(Faults.Shape.OVERSIZED);
        } catch (CharacterCodingException notUtf8) {
            throw shape(Faults.Shape.NOT_UTF_8);
        } catch (JsonProcessingException | ZipException notJson) {
            throw shape(Faults.Shape.NOT_JSON);
        }
    }

    private InputStream unzip(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 14);
        in.mark(1);
        boolean empty = in.read() < 0;
        in.reset();
        return empty ? in : new GZIPInputStream(in, 1 << 14);
    }

    private <T> T judge(BufferedInputStream in, StreamReader<T> reader) throws IOException {
        in.mark(HEAD);
        String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        in.reset();
        if (ERROR.matcher(head).matches()) {
            throw errorBody(in);
        }
        if (status < 200 || status > 299) {
            throw call.failure(Faults.ofStatus(call.function(), status));
        }
        String start = head.stripLeading();
        if (start.isEmpty()) {
            throw shape(Faults.Shape.EMPTY);
        }
        if (PHP_NOTICES.matcher(start).matches()) {
            throw shape(Faults.Shape.PHP_NOTICES);
        }
        if (start.startsWith("<")) {
            throw markup(start);
        }
        try (JsonParser parser = parser(in)) {
            return parse(parser, reader);
        }
    }

    /**
     * An answer that ends where a value should stand is cut off, though the parser only says that
     * it dislikes it.
     */
    private <T> T parse(JsonParser parser, StreamReader<T> reader) throws IOException {
        try {
            return reader.read(parser);
        } catch (StreamConstraintsException | JsonEOFException known) {
            throw known;
        } catch (JsonProcessingException wrong) {
            boolean atTheEnd = parser.releaseBuffered(Writer.nullWriter()) <= 0;
            throw shape(atTheEnd ? Faults.Shape.TRUNCATED : Faults.Shape.NOT_JSON);
        }
    }

    /**
     * Read as UTF-8 and nothing else: left to itself, the parser would also guess UTF-16 and
     * UTF-32.
     */
    private static JsonParser parser(InputStream in) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        return PARSERS.createParser(new InputStreamReader(in, decoder));
    }

    private RuntimeException errorBody(InputStream in) throws IOException {
        JsonNode error;
        try (JsonParser parser = parser(in)) {
            error = JSON.readTree(parser);
        }
        String code = error.path("errorcode").asText("");
        if (!code.matches("[A-Za-z0-9_:/-]{1,100}")) {
            return call.failure(
                    new MoodleFault.Never(
                            call.function(),
                            "no-errorcode",
                            "Moodle refused the call without saying why"));
        }
        return call.failure(Faults.ofCode(call.function(), code));
    }

    private RuntimeException markup(String start) {
        if (!XML.matcher(start).matches()) {
            return shape(Faults.Shape.HTML);
        }
        var code = XML_CODE.matcher(start);
        return code.find()
                ? call.failure(Faults.ofCode(call.function(), code.group(1)))
                : shape(Faults.Shape.XML);
    }

    private RuntimeException shape(Faults.Shape shape) {
        return call.failure(Faults.ofShape(call.function(), shape));
    }
}
