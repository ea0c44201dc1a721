package org.passerelle.routes;

import org.apache.camel.Exchange;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.clocks.Reevaluation;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.LearntFacts;
import org.passerelle.retention.facts.PendingFacts;
import org.passerelle.retention.sweep.RetentionSweep;
import org.passerelle.rights.restriction.HeldMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events and facts to retention, and lets it do its rounds. */
public final class RetentionStop {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionStop.class);
    private static final int WORKERS = 2;

    private final HeldMessages held;
    private final LearntFacts learnt;
    private final FactsDesk facts;
    private final PendingFacts pending;
    private final RetentionSweep sweep;
    private final Reevaluation reevaluation;

    public RetentionStop(
            HeldMessages held,
            LearntFacts learnt,
            FactsDesk facts,
            PendingFacts pending,
            RetentionSweep sweep,
            Reevaluation reevaluation) {
        this.held = held;
        this.learnt = learnt;
        this.facts = facts;
        this.pending = pending;
        this.sweep = sweep;
        this.reevaluation = reevaluation;
    }

    public void acceptEvent(Exchange exchange) {
        byte[] body = body(exchange);
        if (!waits(body)) {
            learnt.accept(body);
        }
    }

    /** Events about a restricted subject wait until the restriction is lifted (Art. 18). */
    private boolean waits(byte[] body) {
        var event = MessageCodec.decode(body, Envelope.class);
        var subject = event.body().path("subject").asText();
        return subject.matches("[0-9a-f]{32}")
                && held.holds(SubjectId.of(subject), event.id(), body);
    }

    /**
     * A fact that is refused has nobody to be told of it on a queue: it becomes a failed message,
     * so that a person sees it and its sender can be asked.
     */
    public void acceptFact(Exchange exchange) {
        if (facts.accept(body(exchange)) instanceof FactOutcome.Refused refused) {
            throw new FactRefused(refused.reason());
        }
    }

    public void sweep() {
        var swept = sweep.run();
        if (swept.proposed() > 0 || swept.held() > 0) {
            LOG.info(
                    "retention: {} new proposals, {} accounts held back",
                    swept.proposed(),
                    swept.held());
        }
    }

    /** Once at each start: the pack may have changed while we were down. */
    public void reEvaluate() {
        var done = reevaluation.run(WORKERS);
        LOG.info(
                "retention: {} subjects asked again, {} clocks changed",
                done.subjects(),
                done.clocksChanged());
    }

    /** Facts whose learner came meanwhile are attached; those nobody claimed in a year go. */
    public void tidy() {
        pending.attachAll();
        pending.expire();
    }

    private static byte[] body(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof byte[] bytes) {
            return bytes;
        }
        throw new UnreadableMessage("bytes of a JSON envelope", 0);
    }

    /** A fact that cannot be stored as it is. */
    public static final class FactRefused extends PermanentFailure {
        private static final long serialVersionUID = 1;

        FactRefused(String reason) {
            super(reason, null);
        }
    }
}
