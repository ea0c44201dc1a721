package org.passerelle.journal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import org.passerelle.keys.PublicKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;

/**
 * Closed segments as files at the second place, and the reading of them back.
 *
 * <p>Shape of the file: one line per entry, its hash in hexadecimal digits, a space, and the very
 * bytes that were hashed with the key. Memory: one entry.
 */
public final class SegmentExports {
    private final ChainGround ground;
    private final SecondPlace place;
    private final PublicKeys keys;

    public SegmentExports(ChainGround ground, SecondPlace place, PublicKeys keys) {
        this.ground = ground;
        this.place = place;
        this.keys = keys;
    }

    /** Writes the file; the one there was is replaced. */
    ChainHash write(Segment segment) {
        long last = segment.last().orElseThrow();
        try (var out =
                new DigestOutputStream(
                        new BufferedOutputStream(place.createSegment(segment.month())), sha())) {
            ground.tables().entries().read(segment.first(), last, entry -> write(out, entry));
            out.flush();
            place.keepSegment(segment.month());
            return ChainHash.of(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new SecondPlaceAway(place.folder(), e);
        }
    }

    private static void write(OutputStream out, ChainedEntry entry) {
        try {
            out.write((entry.hash() + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(entry.text().canonical(entry.sequence(), entry.previous()));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file as it lies at the second place.
     *
     * @return why it may not stand for the segment; empty when it is whole
     */
    Optional<String> objection(Segment segment) {
        var faults = new Faults();
        var previous = previous(segment);
        var walk = new ChainWalk(ground.key(), faults, segment.first(), previous);
        var numbers = place.numbers().stream().map(place::read).flatMap(Optional::stream);
        var checkpoints =
                new CheckpointSeries(
                        "the second place", numbers.iterator(), keys, faults, segment.first());
        try (var in = new DigestInputStream(place.readSegment(segment.month()), sha());
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var entry = entry(line);
                if (entry.isEmpty()) {
                    return Optional.of("a line of the exported file is no entry");
                }
                walk.accept(entry.get());
                checkpoints.accept(entry.get());
            }
            var digest = ChainHash.of(in.getMessageDigest().digest());
            return objection(segment, digest, walk)
                    .or(() -> unproved(segment, checkpoints))
                    .or(() -> faults.first().stream().findFirst().map(Fault::what));
        } catch (IOException e) {
            throw new SecondPlaceAway(place.folder(), e);
        }
    }

    private static Optional<String> objection(Segment segment, ChainHash digest, ChainWalk walk) {
        if (segment.exportDigest().filter(digest::equals).isEmpty()) {
            return Optional.of("the exported file is not the one that was written");
        }
        boolean whole =
                segment.last().filter(last -> last == walk.sequence()).isPresent()
                        && segment.entries().filter(count -> count == walk.entries()).isPresent()
                        && segment.head().filter(walk.head()::equals).isPresent();
        return whole ? Optional.empty() : Optional.of("the exported file is not the whole segment");
    }

    private static Optional<String> unproved(Segment segment, CheckpointSeries checkpoints) {
        return segment.last().filter(last -> checkpoints.provedUpTo() >= last).isPresent()
                ? Optional.empty()
                : Optional.of("no checkpoint of the second place covers the end of the segment");
    }

    private ChainHash previous(Segment segment) {
        if (segment.first() == 1) {
            return ChainHash.NONE;
        }
        YearMonth month = segment.month();
        return ground.tables().segments().all().stream()
                .filter(earlier -> earlier.month().isBefore(month))
                .reduce((earlier, later) -> later)
                .flatMap(Segment::head)
                .orElse(ChainHash.NONE);
    }

    /** The text of the details is what follows in the line: it must hash to the same bytes. */
    private static Optional<ChainedEntry> entry(String line) {
        try {
            int details = line.indexOf(",\"details\":");
            if (details < 0 || line.length() < 66) {
                return Optional.empty();
            }
            var json =
                    MessageCodec.decode(
                            line.substring(65).getBytes(StandardCharsets.UTF_8), JsonNode.class);
            var text =
                    new EntryText(
                            EntryText.micros(json.path("at").asText()),
                            json.path("organisation").asText(),
                            json.path("actor").asText(),
                            json.path("action").asText(),
                            json.path("object").asText(),
                            json.path("subject").asText(),
                            json.path("outcome").asText(),
                            line.substring(details + ",\"details\":".length(), line.length() - 1));
            return Optional.of(
                    new ChainedEntry(
                            json.path("sequence").asLong(),
                            text,
                            ChainHash.ofHex(json.path("previous").asText()),
                            ChainHash.ofHex(line.substring(0, 64))));
        } catch (UnreadableMessage | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
