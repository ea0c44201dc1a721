package org.passerelle.commands.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class CommandMessagesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        zoe = world.subject();
        world.platform.account(zoe).enrolments.put(CommandWorld.COURSE, "manual");
    }

    @Test
    void an_altered_command_is_refused_and_recorded() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var altered =
                new String(message.body(), UTF_8)
                        .replace("suspend-account", "erase-account")
                        .getBytes(UTF_8);

        var execution = world.executor().execute(message.headers(), altered);

        assertRefused(execution, "altered");
    }

    @Test
    void an_unsigned_command_is_refused_and_recorded() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();

        assertRefused(world.executor().execute(Map.of(), message.body()), "unsigned");
    }

    @Test
    void a_command_signed_with_a_key_that_is_not_in_the_folder_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var headers =
                Map.of(
                        Signer.KEY_ID_HEADER,
                        "0123456789abcdef",
                        Signer.SIGNATURE_HEADER,
                        message.headers().get(Signer.SIGNATURE_HEADER));

        assertRefused(world.executor().execute(headers, message.body()), "unknown-key");
    }

    @Test
    void a_genuine_command_of_an_unknown_version_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var newer =
                world.signer.sign(
                        new String(message.body(), UTF_8)
                                .replace("\"version\":1", "\"version\":2")
                                .getBytes(UTF_8));

        assertRefused(world.executor().execute(newer.headers(), newer.body()), "unknown-version");
    }

    @Test
    void bytes_that_are_no_command_at_all_are_refused_though_they_are_signed() {
        var noise = world.signer.sign("[1,2".getBytes(UTF_8));

        assertRefused(world.executor().execute(noise.headers(), noise.body()), "unreadable");
    }

    @Test
    void a_command_for_another_organisations_platform_is_refused() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        STORE.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE commands SET organisation = 'sans-dpo'"));
        var foreign =
                world.signer.sign(
                        new String(message.body(), UTF_8)
                                .replace("imp-formation", "sans-dpo")
                                .getBytes(UTF_8));

        world.executor().execute(foreign.headers(), foreign.body());
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(id).reason()).contains("foreign-organisation");
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_command_the_store_does_not_know_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        STORE.empty("commands");

        assertRefused(world.execute(message), "unknown-command");
    }

    @Test
    void a_command_that_expired_before_it_began_is_issued_anew() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var old = world.take(Address.COMMANDS).getFirst();
        world.clock.advance(Duration.ofDays(8));

        assertThat(world.execute(old)).isEqualTo(new Execution.Expired(id));
        assertThat(world.platform.writes).isEmpty();

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).issue()).isEqualTo(2);
        assertThat(world.execute(old)).isEqualTo(new Execution.Repeated(id));
    }

    @Test
    void expiry_is_not_asked_any_more_once_something_was_destroyed() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.DONE);
        world.platform.runCron();

        world.later(Duration.ofDays(8));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).issue()).isEqualTo(1);
    }

    private void assertRefused(Execution execution, String why) {
        assertThat(execution).isEqualTo(new Execution.Refused(why));
        assertThat(world.platform.writes).isEmpty();
        assertThat(world.journalled("command-message-refused")).isEqualTo(1);
        var told = new String(world.take(Address.OUTCOMES).getFirst().body(), UTF_8);
        assertThat(told).contains("\"why\":\"" + why + "\"");
    }
}
