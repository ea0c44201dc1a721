package org.passerelle.commands.issuing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.testing.TestStore;

class ResignerTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private Resigner resigner;

    @BeforeEach
    void start() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        resigner = new Resigner(world.tables, world.issuer);
    }

    @Test
    void what_the_engine_issued_is_signed_anew_and_keeps_its_bytes_and_its_transport_id() {
        var issued = issued();

        var resigned =
                resigner.resign(
                        new OutboxMessage(
                                "replay-1",
                                Address.COMMANDS,
                                Map.of("replay-of", "7"),
                                issued.body()));

        assertThat(world.verifier.objection(resigned.headers(), resigned.body())).isEmpty();
        assertThat(resigned.body()).isEqualTo(issued.body());
        assertThat(resigned.transportId()).isEqualTo("replay-1");
        assertThat(resigned.headers()).containsEntry("replay-of", "7");
    }

    @Test
    void what_somebody_else_put_on_the_failed_queue_is_never_signed() {
        var issued = issued();
        var forged = new String(issued.body(), UTF_8).replace("suspend-account", "erase-account");

        for (String body : List.of(forged, forged + " ", "{}", "")) {
            assertThatThrownBy(
                            () ->
                                    resigner.resign(
                                            new OutboxMessage(
                                                    "replay-1",
                                                    Address.COMMANDS,
                                                    issued.headers(),
                                                    body.getBytes(UTF_8))))
                    .isInstanceOf(Resigner.NotIssuedHere.class);
        }
    }

    private OutboxMessage issued() {
        world.sheet.propose(List.of(world.proposal(CommandType.SUSPEND, world.subject())));
        var command = world.desk.list(List.of(CommandState.PROPOSED), 0, 1).getFirst();
        world.desk.approve(List.of(command.id()), "lea");
        return world.outbox.waiting(1).getFirst();
    }
}
