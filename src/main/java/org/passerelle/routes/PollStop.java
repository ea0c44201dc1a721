package org.passerelle.routes;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.passerelle.learning.polls.Planned;
import org.passerelle.learning.polls.PollSchedule;
import org.passerelle.learning.polls.PollTasks;
import org.passerelle.learning.polls.Polling;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.ProcessedMessages;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans the polls that are due, and hands one poll task at a time to the duty. */
public final class PollStop {
    private static final Logger LOG = LoggerFactory.getLogger(PollStop.class);

    private final Collection<Platform> platforms;
    private final PollSchedule schedule;
    private final PollTasks tasks;
    private final Slots slots;
    private final BooleanSupplier mayPoll;

    /**
     * Where it is remembered which intervals were planned: time is cut into slots as long as the
     * interval, and each slot is planned once over all processes.
     */
    public record Slots(Transactions transactions, ProcessedMessages memory, Clock clock) {}

    /** Our own store was restored and what was erased since could be read again. */
    private static final class AfterRestore extends PermanentFailure {
        private static final long serialVersionUID = 1;

        AfterRestore() {
            super(
                    "our own store was restored from a backup and erasures are not replayed yet;"
                            + " nothing is polled; see: passerelle restore check",
                    null);
        }
    }

    /**
     * @param mayPoll false while a restore is not finished
     */
    public PollStop(
            Collection<Platform> platforms, Polling polling, Slots slots, BooleanSupplier mayPoll) {
        this.mayPoll = mayPoll;
        this.platforms = List.copyOf(platforms);
        this.schedule = polling.schedule();
        this.tasks = polling.tasks();
        this.slots = slots;
    }

    /** Called every second or so; does nothing while no interval is over. */
    public void planDue() {
        if (!mayPoll.getAsBoolean()) {
            return;
        }
        for (Platform platform : platforms) {
            platform.polls().forEach((poll, interval) -> planDue(platform, poll, interval));
        }
    }

    private void planDue(Platform platform, String poll, Duration interval) {
        long slot = slots.clock().instant().toEpochMilli() / interval.toMillis();
        var name = platform.key() + "/" + poll + "/" + slot;
        try {
            slots.transactions()
                    .within(
                            () -> {
                                if (slots.memory().claim("poll-schedule", name, "plan", 1)) {
                                    requirePlanned(schedule.plan(platform, poll));
                                }
                            });
        } catch (StillBusy busy) {
            LOG.debug("{} {} is still under way; planned when it has ended", platform, poll);
        }
    }

    /**
     * A slot whose poll could not be planned yet stays free, so that it is planned a little later.
     */
    private static void requirePlanned(Planned planned) {
        switch (planned) {
            case Planned.Started started -> LOG.debug("planned {}", started);
            case Planned.Nothing nothing -> LOG.debug("nothing to poll");
            case Planned.Held held -> LOG.debug("poll run {} waits for a person", held.run());
            case Planned.Busy busy -> throw new StillBusy();
        }
    }

    /** Reads what one message asks for. A message that gives up ends its task in the drain. */
    public void run(Exchange exchange) {
        var envelope =
                MessageCodec.decode(exchange.getMessage().getBody(byte[].class), Envelope.class);
        if (!PollTasks.MESSAGE_TYPE.equals(envelope.type())
                || envelope.version() != PollTasks.MESSAGE_VERSION) {
            throw new UnreadableMessage("a poll task of version " + PollTasks.MESSAGE_VERSION, 0);
        }
        if (!mayPoll.getAsBoolean()) {
            throw new AfterRestore();
        }
        tasks.run(envelope.body().path("task").asLong());
    }

    /** Takes the claim of the slot back. */
    private static final class StillBusy extends RuntimeException {
        private static final long serialVersionUID = 1;

        StillBusy() {
            super("the same poll is under way", null, false, false);
        }
    }
}
