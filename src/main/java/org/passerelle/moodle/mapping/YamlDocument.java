package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.learning.MappingTrial.Finding;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file together with the line each of its parts stands on. */
final class YamlDocument {
    private final JsonNode tree;
    private final Map<String, Integer> lines;

    private YamlDocument(JsonNode tree, Map<String, Integer> lines) {
        this.tree = tree;
        this.lines = lines;
    }

    JsonNode tree() {
        return tree;
    }

    /** The line of the part at this JSON pointer, or of the nearest part around it. */
    int line(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && at.lastIndexOf('/') >= 0) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    /** Adds what is wrong with the file as YAML to the findings; the tree is then empty. */
    static YamlDocument read(Path file, List<Finding> findings) {
        String name = String.valueOf(file.getFileName());
        try {
            var reading = new Composer(name, findings);
            Node root =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .compose(
                                    new StringReader(
                                            Files.readString(file, StandardCharsets.UTF_8)));
            if (root == null) {
                findings.add(
                        new Finding(
                                name,
                                1,
                                "the file is empty",
                                "write a mapping, or remove the file"));
                return empty();
            }
            return new YamlDocument(reading.convert(root, ""), reading.lines);
        } catch (MarkedYAMLException wrong) {
            int line = wrong.getProblemMark() == null ? 1 : wrong.getProblemMark().getLine() + 1;
            findings.add(
                    new Finding(
                            name,
                            line,
                            "not YAML: " + wrong.getProblem(),
                            "mend the YAML at this line"));
        } catch (YAMLException | IOException wrong) {
            findings.add(
                    new Finding(
                            name,
                            0,
                            "cannot be read as UTF-8 YAML",
                            "save the file as UTF-8 text"));
        }
        return empty();
    }

    private static YamlDocument empty() {
        return new YamlDocument(JsonNodeFactory.instance.objectNode(), Map.of());
    }

    /** Turns YAML's nodes into JSON's and remembers their lines. */
    private static final class Composer {
        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
        private final String file;
        private final List<Finding> findings;
        private final Map<String, Integer> lines = new HashMap<>();

        Composer(String file, List<Finding> findings) {
            this.file = file;
            this.findings = findings;
        }

        JsonNode convert(Node node, String pointer) {
            lines.putIfAbsent(pointer, node.getStartMark().getLine() + 1);
            return switch (node) {
                case MappingNode mapping -> object(mapping, pointer);
                case SequenceNode sequence -> list(sequence, pointer);
                case ScalarNode scalar -> scalar(scalar);
                default -> JSON.nullNode();
            };
        }

        private JsonNode object(MappingNode mapping, String pointer) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                String key =
                        tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                int line = tuple.getKeyNode().getStartMark().getLine() + 1;
                String child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                if (object.has(key)) {
                    findings.add(
                            new Finding(
                                    file,
                                    line,
                                    "'"
                                            + key
                                            + "' stands here twice, first on line "
                                            + lines.get(child),
                                    "keep one of them"));
                }
                lines.put(child, line);
                object.set(key, convert(tuple.getValueNode(), child));
            }
            return object;
        }

        private JsonNode list(SequenceNode sequence, String pointer) {
            var list = JSON.arrayNode();
            for (int i = 0; i < sequence.getValue().size(); i++) {
                list.add(convert(sequence.getValue().get(i), pointer + "/" + i));
            }
            return list;
        }

        private static JsonNode scalar(ScalarNode scalar) {
            String text = scalar.getValue();
            Tag tag = scalar.getTag();
            if (tag.equals(Tag.NULL)) {
                return JSON.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return JSON.booleanNode(
                        List.of("true", "yes", "on")
                                .contains(text.toLowerCase(java.util.Locale.ROOT)));
            }
            return tag.equals(Tag.INT) && text.matches("-?[0-9]{1,18}")
                    ? JSON.numberNode(Long.parseLong(text))
                    : JSON.textNode(text);
        }
    }
}
