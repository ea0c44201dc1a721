package org.passerelle.disclosure.notices;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.disclosure.exports.ExportSeals;
import org.passerelle.disclosure.notices.JdbcNotices.Settling;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.MasterKey;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MailAway;
import org.passerelle.messages.MailRefused;
import org.passerelle.messages.MailServer;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.recipients.PastRecipients;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestType;

/**
 * Tells past recipients, and keeps who was told, who confirmed, and who could not be told and why.
 *
 * <p>By queue: an event {@code recipient-notice} in the transaction that plans it. By mail: in a
 * round of its own, tried again later and later while the server is away. Guarantee: each recipient
 * is told at least once per happening. Source: GDPR Art. 19, LEG-04, IMP-63.
 */
public final class Notices implements PastRecipients {
    static final String TYPE = "recipient-notice";
    private static final int VERSION = 1;
    private static final int PAGE = 100;

    /** About three days of a mail server that is away. */
    private static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

    private final DisclosureGround ground;
    private final JdbcNotices rows;
    private final RecipientDesk recipients;
    private final Ways ways;

    /** How notices leave. */
    public record Ways(Outbox outbox, MailServer mails, MasterKey master) {
        @Override
        public String toString() {
            return "ways of notices";
        }
    }

    public Notices(DisclosureGround ground, JdbcNotices rows, RecipientDesk recipients, Ways ways) {
        this.ground = ground;
        this.rows = rows;
        this.recipients = recipients;
        this.ways = ways;
    }

    /** What became of a person's word about a notice. */
    public sealed interface Outcome {
        record Done(RecipientNotice notice) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    @Override
    public Told tell(Request request) {
        if (request.subject().isEmpty() || !concernsOthers(request.type())) {
            return new Told(0, 0, 0);
        }
        var cause = "request " + request.id();
        plan(
                new JdbcNotices.Happening(
                        request.organisation(),
                        cause,
                        request.type().key(),
                        request.subject().get()));
        var all = rows.of(cause);
        int impossible = count(all, "impossible");
        int waiting = count(all, "waiting");
        return new Told(all.size() - impossible - waiting, impossible, waiting);
    }

    private static boolean concernsOthers(RequestType type) {
        return switch (type) {
            case ERASURE, RECTIFICATION, RESTRICTION -> true;
            case ACCESS, PORTABILITY, OBJECTION, POST_MORTEM -> false;
        };
    }

    private static int count(List<RecipientNotice> all, String state) {
        return (int) all.stream().filter(one -> one.state().equals(state)).count();
    }

    private void plan(JdbcNotices.Happening happening) {
        rows.plan(happening);
        for (RecipientNotice notice : rows.of(happening.cause())) {
            if (notice.state().equals("waiting")
                    && recipient(notice).notices() instanceof NoticeWay.Queue) {
                send(notice);
                sent(notice);
            }
        }
    }

    /** Erasures without a request, then mails that are due. */
    public void run() {
        for (JdbcNotices.Happening happening : rows.untoldErasures(PAGE)) {
            ground.transactions().within(() -> plan(happening));
        }
        for (RecipientNotice notice : rows.due(ground.clock().instant(), PAGE)) {
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(notice.attempts(), MOST_ATTEMPTS));
            var until = ground.clock().instant().plus(pause);
            boolean ours = ground.transactions().within(() -> rows.claim(notice, until));
            if (ours) {
                attempt(notice);
            }
        }
    }

    private void attempt(RecipientNotice notice) {
        try {
            switch (recipient(notice).notices()) {
                case NoticeWay.Mail way -> {
                    ways.mails()
                            .send(
                                    NoticeMail.of(
                                            notice,
                                            way.address(),
                                            organisation(notice),
                                            reference(notice)));
                    ground.transactions().within(() -> sent(notice));
                }
                case NoticeWay.Queue way ->
                        ground.transactions()
                                .within(
                                        () -> {
                                            send(notice);
                                            sent(notice);
                                        });
            }
        } catch (MailAway away) {
            if (notice.attempts() + 1 >= MOST_ATTEMPTS) {
                impossible(notice, "mail-server-away");
            }
        } catch (MailRefused refused) {
            impossible(notice, refused.code());
        }
    }

    /** On the caller's transaction. */
    private void sent(RecipientNotice notice) {
        rows.sent(notice.id());
        journal(notice, "engine", "recipient-told");
    }

    private void impossible(RecipientNotice notice, String code) {
        ground.transactions()
                .within(
                        () -> {
                            rows.settle(
                                    notice.id(),
                                    new Settling("waiting", "impossible", code, "engine"));
                            journal(notice, "engine", "recipient-not-told");
                        });
    }

    /**
     * On the caller's transaction. The body has no field {@code subject}: an event about a
     * restricted subject would wait, and this one must not.
     */
    private void send(RecipientNotice notice) {
        var id = TYPE + "-" + UUID.randomUUID();
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("notice", notice.id())
                        .put("recipient", recipient(notice).key())
                        .put("what", notice.what())
                        .put("reference", reference(notice));
        var envelope =
                new Envelope(
                        id,
                        TYPE,
                        VERSION,
                        notice.organisation(),
                        id,
                        Optional.empty(),
                        ground.clock().instant(),
                        body);
        ways.outbox()
                .put(
                        List.of(
                                new OutboxMessage(
                                        id,
                                        Address.EVENTS,
                                        Map.of(),
                                        MessageCodec.encode(envelope))));
    }

    /** The recipient confirmed. */
    public Outcome acknowledge(long id, String actor) {
        return settle(id, new Settling("sent", "acknowledged", "", actor));
    }

    /**
     * The recipient says that it cannot, or a person gives up.
     *
     * @param code kebab-case: {@code disproportionate}
     */
    public Outcome giveUp(long id, String code, String actor) {
        var from = rows.find(id).map(RecipientNotice::state).orElse("");
        return from.equals("sent") || from.equals("waiting")
                ? settle(id, new Settling(from, "impossible", code, actor))
                : new Outcome.Refused("it is " + from + "; expected sent or waiting");
    }

    /** Tries again what could not be told. */
    public Outcome replay(long id, String actor) {
        return ground.transactions()
                .within(
                        () -> {
                            var outcome =
                                    settle(id, new Settling("impossible", "waiting", "", actor));
                            if (outcome instanceof Outcome.Done) {
                                rows.restart(id);
                            }
                            return outcome;
                        });
    }

    private Outcome settle(long id, Settling settling) {
        return ground.transactions()
                .within(
                        () -> {
                            if (!rows.settle(id, settling)) {
                                return new Outcome.Refused("it is not " + settling.from());
                            }
                            var notice = rows.find(id).orElseThrow();
                            journal(notice, settling.actor(), "recipient-notice-" + settling.to());
                            return new Outcome.Done(notice);
                        });
    }

    public Optional<RecipientNotice> find(long id) {
        return rows.find(id);
    }

    /** Newest first. */
    public List<RecipientNotice> list(OrganisationKey organisation, long before, int limit) {
        return rows.list(organisation, before, limit);
    }

    public Registered recipient(RecipientNotice notice) {
        return recipients.find(notice.recipient()).orElseThrow();
    }

    private String reference(RecipientNotice notice) {
        return ExportSeals.reference(ways.master(), notice.recipient(), notice.subject());
    }

    private String organisation(RecipientNotice notice) {
        return ground.packs()
                .organisation(notice.organisation())
                .map(Organisation::name)
                .orElseGet(notice.organisation()::value);
    }

    private void journal(RecipientNotice notice, String actor, String action) {
        ground.journal()
                .append(
                        new JournalEntry(
                                notice.organisation(),
                                actor,
                                action,
                                "notice " + notice.id(),
                                Optional.of(notice.subject()),
                                "done",
                                Map.of(
                                        "recipient", recipient(notice).key(),
                                        "what", notice.what())));
    }
}
