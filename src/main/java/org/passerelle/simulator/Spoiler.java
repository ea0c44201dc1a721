package org.passerelle.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.passerelle.simulator.Fault.Spoiling;

/** Spoils the bytes of a right answer. */
final class Spoiler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Spoiler() {}

    static byte[] spoil(byte[] answer, Spoiling how) throws IOException {
        return switch (how) {
            case TRUNCATED -> Arrays.copyOf(answer, answer.length / 2);
            case NOT_UTF8 -> withStrayByte(answer);
            case WRONG_TYPES -> changed(answer, list -> numbersToWords(list.get(0)));
            case UNKNOWN_FIELDS -> changed(answer, list -> list.forEach(Spoiler::addField));
            case DUPLICATED_ROW -> changed(answer, list -> list.add(list.get(0).deepCopy()));
            case HALF_MISSING -> changed(answer, Spoiler::halve);
            case EMPTY_LIST -> changed(answer, ArrayNode::removeAll);
            case PHP_NOTICES -> withNotices(answer);
            case NO_BODY -> new byte[0];
        };
    }

    private static byte[] withStrayByte(byte[] answer) {
        byte[] spoilt = answer.clone();
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int word = text.indexOf(":\"");
        if (word >= 0 && word + 2 < spoilt.length && spoilt[word + 2] != '"') {
            spoilt[word + 2] = (byte) 0xE9;
        }
        return spoilt;
    }

    private static byte[] withNotices(byte[] answer) {
        String notice =
                "<br />\n<b>Deprecated</b>:  Creation of dynamic property is deprecated in"
                        + " <b>/srv/moodle/lib/x.php</b> on line <b>1</b><br />\n";
        return (notice + new String(answer, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] changed(byte[] answer, Consumer<ArrayNode> change) throws IOException {
        JsonNode root = JSON.readTree(answer);
        firstList(root).filter(list -> !list.isEmpty()).ifPresent(change);
        return JSON.writeValueAsBytes(root);
    }

    private static Optional<ArrayNode> firstList(JsonNode node) {
        if (node instanceof ArrayNode list) {
            return Optional.of(list);
        }
        for (JsonNode below : node) {
            if (below instanceof ArrayNode list) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }

    private static void numbersToWords(JsonNode row) {
        if (row instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                if (field.getValue().isNumber()) {
                                    field.setValue(TextNode.valueOf("beaucoup"));
                                } else if (field.getValue() instanceof ArrayNode list) {
                                    list.forEach(Spoiler::numbersToWords);
                                }
                            });
        }
    }

    private static void addField(JsonNode row) {
        if (row instanceof ObjectNode object) {
            object.putObject("newin2027").put("secret", "valeur que personne n'attend");
        }
    }

    private static void halve(ArrayNode list) {
        for (int at = list.size() / 2 * 2 - 1; at > 0; at -= 2) {
            list.remove(at);
        }
    }
}
