package org.passerelle.commands.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.InventedOrganisations;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandCounts;
import org.passerelle.messages.Address;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.TestStore;

class CommandDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
    }

    @Test
    void a_subject_has_one_open_command_of_a_type_and_course() {
        var zoe = world.subject();
        var erase = world.proposal(CommandType.ERASE, zoe);

        int first = world.sheet.propose(List.of(erase, erase));
        int again = world.sheet.propose(List.of(erase));
        int other = world.sheet.propose(List.of(world.proposal(CommandType.SUSPEND, zoe)));

        assertThat(List.of(first, again, other)).containsExactly(1, 0, 1);
        assertThat(STORE.count("commands")).isEqualTo(2);
        assertThat(world.journalled("command-proposed")).isEqualTo(2);
    }

    @Test
    void a_closed_command_can_be_proposed_anew() {
        var zoe = world.subject();
        var first = world.proposed(CommandType.ERASE, zoe);

        world.desk.reject(List.of(first), "claire", "not yet");

        assertThat(world.sheet.put(world.proposal(CommandType.ERASE, zoe))).isPresent();
    }

    @Test
    void only_a_suspension_whose_rule_is_listed_is_approved_by_itself() {
        var listed = world.sheet.put(automatic(CommandType.SUSPEND)).orElseThrow();

        assertThat(world.command(listed).state()).isEqualTo(CommandState.ISSUED);
        assertThat(world.command(listed).approval().orElseThrow().by())
                .isEqualTo("rule retention/learning-space");
    }

    @ParameterizedTest
    @EnumSource(value = CommandType.class, mode = EnumSource.Mode.EXCLUDE, names = "SUSPEND")
    void no_other_type_is_ever_approved_by_itself(CommandType type) {
        var id = world.sheet.put(automatic(type)).orElseThrow();

        assertThat(world.state(id)).isEqualTo(CommandState.PROPOSED);
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void a_suspension_by_another_rule_waits_for_a_person() {
        var id = world.proposed(CommandType.SUSPEND, world.subject());

        assertThat(world.state(id)).isEqualTo(CommandState.PROPOSED);
    }

    @Test
    void an_approval_writes_row_journal_and_one_message() {
        var id = world.proposed(CommandType.ERASE, world.subject());

        var ruling = world.desk.approve(List.of(id), "claire");

        assertThat(ruling).containsExactly(new Ruling.Accepted(id));
        assertThat(world.command(id).approval().orElseThrow().by()).isEqualTo("claire");
        assertThat(world.journalled("command-approved")).isEqualTo(1);
        assertThat(world.take(Address.COMMANDS)).hasSize(1);
    }

    @Test
    void nothing_of_an_approval_stays_when_its_message_cannot_be_written() {
        var id = world.proposed(CommandType.ERASE, world.subject());
        var broken =
                new Ground(
                        world.ground.transactions(),
                        world.ground.journal(),
                        messages -> {
                            throw new IllegalStateException("the outbox is full");
                        },
                        world.clock,
                        world.ground.settings());
        var issuer = new Issuer(broken, world.tables, world.signer, world.random);
        var declared =
                new DeclaredPlatforms(InventedOrganisations.with(InventedOrganisations.moodle()));
        var desk =
                new CommandDesk(
                        broken, world.tables, declared, issuer, world.sheet, p -> world.verdict);

        var failure =
                org.assertj.core.api.Assertions.catchThrowable(
                        () -> desk.approve(List.of(id), "claire"));

        assertThat(failure).hasMessage("the outbox is full");
        assertThat(world.state(id)).isEqualTo(CommandState.PROPOSED);
        assertThat(world.command(id).approval()).isEmpty();
        assertThat(world.journalled("command-approved")).isZero();
    }

    @Test
    void approving_twice_refuses_the_second_time() {
        var id = world.approved(CommandType.ERASE, world.subject());

        var again = world.desk.approve(List.of(id, new CommandId(987654)), "claire");

        assertThat(again).allMatch(ruling -> ruling instanceof Ruling.Refused);
        assertThat(world.take(Address.COMMANDS)).hasSize(1);
    }

    @Test
    void an_organisation_without_a_data_protection_officer_approves_nothing() {
        var proposal =
                new Proposal(
                        CommandWorld.NO_DPO,
                        CommandWorld.OTHER,
                        world.subject(),
                        CommandType.ERASE,
                        Optional.empty(),
                        CommandWorld.RULE,
                        "clause",
                        new PackVersion(CommandWorld.NO_DPO, "1"),
                        LocalDate.of(2026, 3, 1),
                        "engine");
        var id = world.sheet.put(proposal).orElseThrow();

        var ruling = world.desk.approve(List.of(id), "claire").getFirst();

        assertThat(ruling).asString().contains("IMP-57");
        assertThat(world.state(id)).isEqualTo(CommandState.PROPOSED);
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void an_unenrolment_is_refused_while_the_funders_proof_is_missing() {
        var id = world.proposed(CommandType.UNENROL, world.subject());
        world.verdict = new Recheck.Verdict.OnHold("funder-proof-missing");

        var ruling = world.desk.approve(List.of(id), "claire").getFirst();

        assertThat(ruling).asString().contains("funder-proof-missing");
        assertThat(world.state(id)).isEqualTo(CommandState.PROPOSED);
    }

    @Test
    void what_is_no_longer_due_is_cancelled_instead_of_approved() {
        var id = world.proposed(CommandType.ERASE, world.subject());
        world.verdict =
                new Recheck.Verdict.NoLongerDue(new RuleKey("retention/x"), "a new contract");

        world.desk.approve(List.of(id), "claire");

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.command(id).reason()).contains("a new contract");
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void more_erasures_than_the_limit_in_a_day_are_held_until_a_person_releases_them() {
        var few =
                new CommandSettings(
                        Duration.ofDays(7),
                        Duration.ofMinutes(5),
                        Duration.ofHours(24),
                        3,
                        CommandSettings.defaults().keyBackups(),
                        CommandSettings.defaults().longestBackup());
        world = new CommandWorld(STORE, folder, few);
        var ids =
                Stream.generate(world::subject)
                        .limit(5)
                        .map(subject -> world.proposed(CommandType.ERASE, subject))
                        .toList();

        var rulings = world.desk.approve(ids, "claire");

        assertThat(rulings.subList(0, 3)).allMatch(ruling -> ruling instanceof Ruling.Accepted);
        assertThat(rulings.subList(3, 5)).allMatch(ruling -> ruling instanceof Ruling.Held);
        assertThat(world.take(Address.COMMANDS)).hasSize(3);

        world.desk.release(List.of(ids.get(4)), "claire");

        assertThat(world.take(Address.COMMANDS)).hasSize(1);
        assertThat(world.state(ids.get(3))).isEqualTo(CommandState.HELD);
    }

    @Test
    void the_brake_lets_go_a_day_later() {
        var one =
                new CommandSettings(
                        Duration.ofDays(7),
                        Duration.ofMinutes(5),
                        Duration.ofHours(24),
                        1,
                        CommandSettings.defaults().keyBackups(),
                        CommandSettings.defaults().longestBackup());
        world = new CommandWorld(STORE, folder, one);
        world.approved(CommandType.ERASE, world.subject());

        world.clock.advance(Duration.ofHours(25));

        world.approved(CommandType.ERASE, world.subject());
    }

    @Test
    void each_new_command_is_told_once_to_whoever_keeps_decisions() {
        var subject = world.subject();
        var id = world.proposed(CommandType.ERASE, subject);
        world.sheet.propose(List.of(world.proposal(CommandType.ERASE, subject)));

        assertThat(world.watched).containsExactly(id);
    }

    @Test
    void counts_tell_how_many_stand_in_each_state_and_since_when() {
        var start = world.clock.instant();
        world.proposed(CommandType.ERASE, world.subject());
        world.clock.advance(Duration.ofMinutes(3));
        world.proposed(CommandType.SUSPEND, world.subject());
        world.approved(CommandType.ERASE, world.subject());

        var counts = new CommandCounts(world.tables).byState();

        assertThat(counts.get(CommandState.PROPOSED)).isEqualTo(new CommandCounts.Count(2, start));
        assertThat(counts.get(CommandState.ISSUED).commands()).isEqualTo(1);
        assertThat(counts).doesNotContainKey(CommandState.DONE);
    }

    @Test
    void the_sheet_is_listed_by_state_page_by_page() {
        var ids =
                Stream.generate(world::subject)
                        .limit(3)
                        .map(subject -> world.proposed(CommandType.ERASE, subject))
                        .toList();

        var first = world.desk.list(EnumSet.of(CommandState.PROPOSED), 0, 2);
        var second = world.desk.list(EnumSet.of(CommandState.PROPOSED), ids.get(1).value(), 2);

        assertThat(first).extracting(Command::id).containsExactly(ids.get(0), ids.get(1));
        assertThat(second).extracting(Command::id).containsExactly(ids.get(2));
        assertThat(world.desk.list(EnumSet.of(CommandState.DONE), 0, 2)).isEmpty();
    }

    private Proposal automatic(CommandType type) {
        return world.proposal(type, world.subject(), CommandWorld.RULE);
    }
}
