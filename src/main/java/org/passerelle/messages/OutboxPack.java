package org.passerelle.messages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several messages of one transaction as one row of the outbox: a poll tells of thousands of
 * learners at once, and a row for each cost more than the records it told of.
 *
 * <p>The bytes: how many messages; then for each its transport id, its address, its turn, how many
 * headers, each header's name and value, how long the body is, the body. Numbers have four bytes,
 * texts are as {@link DataOutputStream#writeUTF} writes them.
 */
record OutboxPack(List<OutboxMessage> messages) {
    private static final int MOST = 100;
    private static final int MOST_BYTES = 1 << 20;

    /** In the order given, at most {@value #MOST} in one, and no more than about a megabyte. */
    static List<OutboxPack> of(Collection<OutboxMessage> messages) {
        var packs = new ArrayList<OutboxPack>();
        var together = new ArrayList<OutboxMessage>();
        int bytes = 0;
        for (OutboxMessage message : messages) {
            int size = message.body().length;
            if (together.size() == MOST || (!together.isEmpty() && bytes + size > MOST_BYTES)) {
                packs.add(new OutboxPack(List.copyOf(together)));
                together.clear();
                bytes = 0;
            }
            together.add(message);
            bytes += size;
        }
        if (!together.isEmpty()) {
            packs.add(new OutboxPack(List.copyOf(together)));
        }
        return packs;
    }

    /** The name of the pack: no other has the same first message. */
    String transportId() {
        return messages.getFirst().transportId();
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(512 * messages.size());
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(messages.size());
            for (OutboxMessage message : messages) {
                out.writeUTF(message.transportId());
                out.writeUTF(message.address().name());
                out.writeUTF(message.turn().name());
                out.writeInt(message.headers().size());
                for (var header : message.headers().entrySet()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(header.getValue());
                }
                byte[] body = message.body();
                out.writeInt(body.length);
                out.write(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static OutboxPack read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var messages = new ArrayList<OutboxMessage>();
            for (int left = in.readInt(); left > 0; left--) {
                var transportId = in.readUTF();
                var address = Address.valueOf(in.readUTF());
                var turn = OutboxMessage.Turn.valueOf(in.readUTF());
                var headers = headers(in);
                messages.add(
                        new OutboxMessage(
                                transportId, address, headers, in.readNBytes(in.readInt()), turn));
            }
            return new OutboxPack(messages);
        } catch (IOException e) {
            throw new UncheckedIOException("a row of the outbox is broken off", e);
        }
    }

    private static Map<String, String> headers(DataInputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(in.readUTF(), in.readUTF());
        }
        return headers;
    }
}
