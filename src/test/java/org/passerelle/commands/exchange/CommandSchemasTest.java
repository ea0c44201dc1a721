package org.passerelle.commands.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.messages.Address;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.TestStore;

/** The published schemas describe what is really sent, and what is sent names nobody. */
class CommandSchemasTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
    }

    @Test
    void every_command_fits_its_schema_and_names_nobody() throws IOException {
        for (CommandType type : CommandType.values()) {
            var zoe = world.subject();
            var id =
                    type == CommandType.RECTIFY
                            ? world.rectifications
                                    .propose(
                                            world.proposal(type, zoe),
                                            Map.of(
                                                    new FieldName("city"),
                                                    new FieldValue.Text("Besançon")))
                                    .orElseThrow()
                            : world.proposed(type, zoe);
            world.desk.approve(List.of(id), "claire");
        }

        var sent = world.take(Address.COMMANDS);

        assertThat(sent).hasSize(CommandType.values().length);
        assertThat(problems("command", sent)).isEmpty();
        assertThat(sent).allSatisfy(message -> assertThat(text(message)).doesNotContain("Besan"));
    }

    @Test
    void every_outcome_fits_its_schema_and_names_nobody() throws IOException {
        var zoe = world.subject();
        world.platform.account(zoe).fields.put("email", "zoe@learner.example");
        world.approved(CommandType.ERASE, zoe);
        var command = world.take(Address.COMMANDS).getFirst();
        world.execute(command);
        world.platform.runCron();
        world.clock.advance(Duration.ofMinutes(6));
        world.execute(command);
        world.executor().execute(Map.of(), command.body());
        var late = world.approved(CommandType.SUSPEND, world.subject());
        var stale = world.waiting().stream().filter(m -> m.address() == Address.COMMANDS).toList();
        world.clock.advance(Duration.ofDays(9));
        stale.forEach(world::execute);

        var sent = world.take(Address.OUTCOMES);

        assertThat(late).isNotNull();
        assertThat(sent).hasSize(3);
        assertThat(problems("outcome", sent)).isEmpty();
        assertThat(sent)
                .allSatisfy(
                        message ->
                                assertThat(text(message))
                                        .doesNotContain("learner.example", "SIS-"));
    }

    @Test
    void a_schema_refuses_what_it_does_not_know() throws IOException {
        world.approved(CommandType.SUSPEND, world.subject());
        var message = world.take(Address.COMMANDS).getFirst();
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode) tree(message);
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.path("body"))
                .put("email", "zoe@learner.example");

        assertThat(schema("command").validate(tree)).isNotEmpty();
    }

    private static List<String> problems(String name, List<OutboxMessage> messages)
            throws IOException {
        var schema = schema(name);
        var problems = new ArrayList<String>();
        messages.forEach(
                message ->
                        schema.validate(tree(message))
                                .forEach(
                                        problem -> problems.add(problem + " in " + text(message))));
        return problems;
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("config/schemas/" + name + ".schema.json")));
    }

    private static JsonNode tree(OutboxMessage message) {
        return MessageCodec.decode(message.body(), JsonNode.class);
    }

    private static String text(OutboxMessage message) {
        return new String(message.body(), UTF_8);
    }
}
