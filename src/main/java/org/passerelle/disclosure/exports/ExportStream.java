package org.passerelle.disclosure.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.journal.receipts.ReceiptFile;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;

/**
 * The bytes of an export, made as they are read: whoever reads slowly makes it go slowly, and no
 * more than a page of subjects is ever in memory. Nothing is written to a file.
 *
 * <p>The export is done when all of it was read, and interrupted when it is closed before. One
 * reader at a time.
 */
public final class ExportStream extends InputStream {
    private final ExportGround exports;
    private final ExportPages pages;
    private final ExportEvidence evidence;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream(1 << 16);
    private final RowWriter writer;
    private final List<FieldName> columns;
    private final MessageDigest digest = sha256();

    /** One place each, which changes as the stream is read. */
    private final ByteBuffer[] chunk = {ByteBuffer.allocate(0)};

    private final Place[] place = {Place.BEGINNING};
    private final AtomicLong subjects = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final Map<String, Set<String>> conditions = new TreeMap<>();

    /** How far it is. */
    private record Place(Stage stage, SubjectId after) {
        static final Place BEGINNING = new Place(Stage.HEAD, LearningRecords.FIRST);
    }

    private enum Stage {
        HEAD,
        PAGES,
        /** Every byte is made, not every byte read. */
        MADE,
        ENDED
    }

    ExportStream(ExportGround exports, ExportPages pages, List<FieldName> columns) {
        this.exports = exports;
        this.pages = pages;
        this.evidence = new ExportEvidence(exports.ground());
        this.columns = List.copyOf(columns);
        this.writer = pages.export().order().format().writer(made);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!chunk[0].hasRemaining()) {
                if (place[0].stage() == Stage.MADE) {
                    finish();
                }
                if (place[0].stage() == Stage.ENDED) {
                    return -1;
                }
                make();
            }
        } catch (RuntimeException failure) {
            interrupt();
            throw new IOException(
                    "export " + pages.export().id() + " stopped before its end; ask for it again",
                    failure);
        }
        int count = Math.min(length, chunk[0].remaining());
        chunk[0].get(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        return chunk[0].remaining();
    }

    @Override
    public void close() {
        interrupt();
    }

    private void make() throws IOException {
        made.reset();
        switch (place[0].stage()) {
            case HEAD -> {
                writer.begin(columns);
                place[0] = new Place(Stage.PAGES, LearningRecords.FIRST);
            }
            case PAGES -> page();
            case MADE, ENDED -> throw new IllegalStateException("there is no more to make");
        }
        var bytes = made.toByteArray();
        digest.update(bytes);
        chunk[0] = ByteBuffer.wrap(bytes);
    }

    private void page() throws IOException {
        var page = pages.after(place[0].after());
        for (ExportRow row : page.rows()) {
            writer.row(row);
        }
        page.conditions()
                .forEach(
                        (field, owed) ->
                                conditions
                                        .computeIfAbsent(field, key -> new TreeSet<>())
                                        .addAll(owed));
        subjects.addAndGet(page.subjects());
        records.addAndGet(page.rows().size());
        exports.ground()
                .transactions()
                .within(
                        () ->
                                exports.rows()
                                        .count(pages.export().id(), subjects.get(), records.get()));
        if (page.last().isPresent()) {
            place[0] = new Place(Stage.PAGES, page.last().get());
        } else {
            writer.end();
            place[0] = new Place(Stage.MADE, place[0].after());
        }
    }

    private void finish() {
        var hash = digest.digest();
        var export = pages.export();
        var details =
                Map.of(
                        "subjects", Long.toString(subjects.get()),
                        "records", Long.toString(records.get()),
                        "content", HexFormat.of().formatHex(hash));
        exports.ground()
                .transactions()
                .within(
                        () -> {
                            exports.rows().done(export.id(), hash, receipt(export, hash));
                            evidence.tell(export, export.asked().by(), "export-done", details);
                        });
        place[0] = new Place(Stage.ENDED, place[0].after());
    }

    private byte[] receipt(Export export, byte[] hash) {
        var order = export.order();
        var told = new TreeMap<String, List<String>>();
        conditions.forEach((field, owed) -> told.put(field, List.copyOf(owed)));
        return ReceiptFile.sign(
                new ExportReceipt(
                        "export",
                        export.id(),
                        order.organisation().value(),
                        ExportReceipt.Receiver.of(
                                exports.recipients().find(export.recipient()).orElseThrow()),
                        order.purpose().value(),
                        columns.stream().map(FieldName::value).toList(),
                        subjects.get(),
                        records.get(),
                        order.format().key(),
                        HexFormat.of().formatHex(hash),
                        told,
                        export.packVersion(),
                        export.asked().by(),
                        export.approvedBy().orElse(""),
                        export.sent().startedAt().orElseThrow(),
                        exports.ground().clock().instant()),
                exports.seals().receipts());
    }

    private void interrupt() {
        if (place[0].stage() == Stage.ENDED) {
            return;
        }
        place[0] = new Place(Stage.ENDED, place[0].after());
        exports.ground()
                .transactions()
                .within(
                        () -> {
                            if (exports.rows().interrupt(pages.export().id())) {
                                evidence.tell(
                                        pages.export(),
                                        pages.export().asked().by(),
                                        "export-interrupted");
                            }
                        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
