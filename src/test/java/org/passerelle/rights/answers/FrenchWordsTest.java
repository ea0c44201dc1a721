package org.passerelle.rights.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FrenchWordsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void every_field_read_of_a_learner_has_a_french_name() throws IOException {
        var fields = new TreeSet<String>();
        try (var files = Files.list(Path.of("moodle-webservice-mapping"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".mapping.yaml")).toList()) {
                var mapping = YAML.readTree(file.toFile());
                if (mapping.path("about").asText().equals("learner")) {
                    collect(mapping, fields);
                }
            }
        }

        assertThat(fields).hasSizeGreaterThan(30);
        assertThat(words().stringPropertyNames())
                .containsAll(fields.stream().map(field -> "field." + field).toList());
    }

    /** A mapping that reads two kinds of rows has fields in both. */
    private static void collect(JsonNode part, TreeSet<String> fields) {
        part.path("fields").fieldNames().forEachRemaining(fields::add);
        part.forEach(child -> collect(child, fields));
    }

    private static Properties words() throws IOException {
        var words = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/rights/words.properties"))) {
            words.load(reader);
        }
        return words;
    }
}
