package org.passerelle.retention.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader by hand say the same. */
class FactFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':'a/b:1','platform':'p-1','learnerNumber':'Zoé 🙂','key':'last-contact','source':'account:marie','at':'2026-06-30T12:00:00+02:00'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'funded-by-eu','source':'crm','on':'2026-06-30','course':3,'replaces':'b'}"
            })
    void what_the_schema_accepts_is_read_and_survives_being_stored(String text) throws IOException {
        var json = json(text);

        assertThat(schema().validate(json)).isEmpty();
        assertThat(FactForm.read(json))
                .isInstanceOfSatisfying(
                        FactForm.Reading.Read.class,
                        read ->
                                assertThat(StoredFact.of(read.message()).message())
                                        .isEqualTo(read.message()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'id':'','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':7,'platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':'a','platform':'P','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':'a','platform':'p','learnerNumber':'','key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':'a','platform':'p','learnerNumber':7,'key':'contract-end','source':'crm','on':'2026-06-30'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract','source':'crm','on':'2026-06-30'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','on':'2026-06-30'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30','at':'2026-06-30T12:00:00Z'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-13-30'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':20260630}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30','course':0}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30','course':'3'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':'2026-06-30','name':'x'}",
                "{'id':'a','platform':'p','learnerNumber':'7','key':'contract-end','source':'crm','on':null}"
            })
    void what_the_schema_refuses_is_refused(String text) throws IOException {
        var json = json(text);

        assertThat(schema().validate(json)).isNotEmpty();
        assertThat(FactForm.read(json)).isInstanceOf(FactForm.Reading.Wrong.class);
    }

    @Test
    void a_fact_never_prints_whose_it_is() throws IOException {
        var json =
                json(
                        "{'id':'a','platform':'p','learnerNumber':'4711','key':'contract-end','source':'crm','on':'2026-06-30'}");

        var read = (FactForm.Reading.Read) FactForm.read(json);

        assertThat(read.toString()).doesNotContain("4711");
        assertThat(StoredFact.of(read.message()).toString()).doesNotContain("4711");
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("config/schemas/fact.schema.json")));
    }
}
