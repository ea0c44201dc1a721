package org.passerelle.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.ProposalWatch;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.ProposalSheet;
import org.passerelle.commands.exchange.CommandKeys;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.JdbcCommandTables;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.commands.steps.CommandRun;
import org.passerelle.commands.steps.Execution;
import org.passerelle.commands.steps.Executor;
import org.passerelle.commands.steps.StepActs;
import org.passerelle.commands.steps.StepGate;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.RolesSeen;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.routes.OutboxDispatch;

/**
 * Commands per second from the outbox to the end of a step that finds nothing to do: dispatch,
 * queue, signature, stored steps, journal and outcome, with as many consumers as the product has.
 * Reference: durable sends to the same broker, one at a time.
 */
final class CommandsBench implements Bench.Benchmark {
    private static final int COMMANDS = 2000;
    private static final int REPETITIONS = 3;
    private static final int CONSUMERS = 4;

    private final SecureRandom random = new SecureRandom();

    @Override
    public List<Measured> run(Path folder) throws Exception {
        try (var store = new BenchStore(folder);
                var broker =
                        EmbeddedBroker.start(
                                folder.resolve("broker"), Line.delivery(), Optional.empty());
                var duty = new Duty(store, folder, broker.access().pool(4))) {
            var executed = new ArrayList<Double>();
            var issued = new ArrayList<Double>();
            var sends = new ArrayList<Double>();
            var processor = new ArrayList<Double>();
            var sending = new ArrayList<Double>();
            long statements = 0;
            long commits = 0;
            for (int round = -1; round < REPETITIONS; round++) {
                double idle = Stopwatch.processor();
                double sent = COMMANDS / Stopwatch.seconds(() -> send(duty.broker));
                double spentSending = Stopwatch.processor() - idle;
                double put = COMMANDS / Stopwatch.seconds(duty::issue);
                double begun = Stopwatch.processor();
                long before = store.writes("Questions");
                long commitsBefore = store.writes("Com_commit");
                double done = COMMANDS / Stopwatch.seconds(duty::carryOut);
                statements = store.writes("Questions") - before;
                commits = store.writes("Com_commit") - commitsBefore;
                duty.check((round + 2) * COMMANDS);
                if (round >= 0) {
                    processor.add((Stopwatch.processor() - begun) * 1000 / COMMANDS);
                    sending.add(spentSending * 1000 / COMMANDS);
                    sends.add(sent);
                    issued.add(put);
                    executed.add(done);
                }
            }
            return List.of(
                    new Measured(
                            "commands",
                            "per second",
                            Measured.median(executed),
                            Measured.median(sends),
                            Measured.Target.atLeast(0.4),
                            Map.of(
                                    "all",
                                    executed,
                                    "sends",
                                    sends,
                                    "statements-per-command",
                                    statements / (double) COMMANDS,
                                    "transactions-per-command",
                                    commits / (double) COMMANDS,
                                    "processor-ms-per-command",
                                    Measured.median(processor),
                                    "processor-ms-per-send",
                                    Measured.median(sending),
                                    "proposed-approved-signed-per-second",
                                    Measured.median(issued))));
        }
    }

    private static void send(ConnectionFactory broker) throws JMSException {
        try (var connection = broker.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue("passerelle.facts"))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (int number = 0; number < COMMANDS; number++) {
                var message = session.createBytesMessage();
                message.writeBytes(new byte[500]);
                producer.send(message);
            }
        }
    }

    /** The commands duty as the product wires it, apart from the platform, which needs nothing. */
    private final class Duty implements AutoCloseable {
        private final BenchStore store;
        private final org.messaginghub.pooled.jms.JmsPoolConnectionFactory broker;
        private final ProposalSheet sheet;
        private final Executor executor;
        private final OutboxDispatch dispatch;

        Duty(
                BenchStore store,
                Path folder,
                org.messaginghub.pooled.jms.JmsPoolConnectionFactory broker) {
            this.store = store;
            this.broker = broker;
            var outbox = new JdbcOutbox(store.jdbi(), store.clock);
            var ground =
                    new Ground(
                            store.transactions(),
                            new JdbcJournal(store.jdbi(), store.clock),
                            outbox,
                            store.clock,
                            CommandSettings.defaults());
            var tables = JdbcCommandTables.commands(store.jdbi());
            var signing = folder.resolve("signing.key");
            CommandKeys.createIfAbsent(signing, folder.resolve("verification"));
            Signer signer = CommandKeys.signer(signing);
            var declared =
                    new DeclaredPlatforms(
                            List.of(
                                    InventedPlatform.organisation(
                                            InventedPlatform.at(
                                                    "https://moodle.imp.example",
                                                    folder.resolve("none")))));
            sheet =
                    new ProposalSheet(
                            ground,
                            tables,
                            declared,
                            new Issuer(ground, tables, signer, random),
                            ProposalWatch.NOBODY);
            executor = executor(ground, tables, declared, folder.resolve("verification"));
            dispatch = new OutboxDispatch(store.transactions(), outbox, broker, 500);
        }

        private Executor executor(
                Ground ground, CommandTables tables, DeclaredPlatforms declared, Path keys) {
            var hands = new NothingToDo();
            var values = new SealedValues(ground, tables, store.subjectKeys(), store.master);
            var gate =
                    new StepGate(
                            ground,
                            tables,
                            proposal -> new Recheck.Verdict.StillDue(),
                            (platform, subject) -> new RolesSeen.Standing.OnlyLearner());
            var acts = new StepActs(ground, tables, hands, values);
            return new Executor(
                    ground,
                    declared,
                    CommandKeys.verifier(keys),
                    new CommandRun(ground, tables, gate, acts));
        }

        /** Suspensions whose rule needs no approval: written, journalled, signed, in the outbox. */
        void issue() {
            store.execute("DELETE FROM outbox_messages");
            var subjects = Stream.generate(() -> SubjectId.random(random)).limit(COMMANDS).toList();
            sheet.propose(subjects.stream().map(this::suspension).toList());
        }

        private Proposal suspension(SubjectId subject) {
            return new Proposal(
                    InventedPlatform.ORGANISATION,
                    InventedPlatform.KEY,
                    subject,
                    CommandType.SUSPEND,
                    Optional.empty(),
                    new RuleKey("retention/learning-space"),
                    "Durées de conservation, « Gestion de la plateforme »",
                    new PackVersion(InventedPlatform.ORGANISATION, "2026-01"),
                    LocalDate.of(2026, 3, 1),
                    "engine");
        }

        void carryOut() throws Exception {
            var left = new CountDownLatch(COMMANDS);
            var consumers =
                    Stream.generate(() -> Thread.ofPlatform().start(() -> consume(left)))
                            .limit(CONSUMERS)
                            .toList();
            dispatch.dispatch();
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new AssertionError(left.getCount() + " commands were not carried out");
            }
            for (Thread consumer : consumers) {
                consumer.join();
            }
        }

        private void consume(CountDownLatch left) {
            try (var connection = broker.createConnection();
                    var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    var consumer =
                            session.createConsumer(session.createQueue("passerelle.commands"))) {
                connection.start();
                while (left.getCount() > 0) {
                    if (consumer.receive(50) instanceof BytesMessage message) {
                        execute(message);
                        session.commit();
                        left.countDown();
                    }
                }
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        }

        private void execute(BytesMessage message) throws JMSException {
            byte[] body = new byte[(int) message.getBodyLength()];
            message.readBytes(body);
            var headers =
                    Map.of(
                            Signer.KEY_ID_HEADER, message.getStringProperty("key_HYPHEN_id"),
                            Signer.SIGNATURE_HEADER, message.getStringProperty("signature"));
            if (!(executor.execute(headers, body) instanceof Execution.Ended ended)
                    || ended.state() != CommandState.DONE) {
                throw new AssertionError("a command did not end as done");
            }
        }

        /** A fast wrong answer is not a number. */
        void check(long expected) {
            long settled =
                    store.number("SELECT COUNT(*) FROM command_steps WHERE state = 'ALREADY_DONE'");
            if (settled != expected) {
                throw new AssertionError(settled + " steps are settled, expected " + expected);
            }
        }

        @Override
        public void close() {
            broker.stop();
        }
    }
}
