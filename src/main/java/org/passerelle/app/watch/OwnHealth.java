package org.passerelle.app.watch;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.passerelle.app.backing.Stores;
import org.passerelle.messages.Address;

/**
 * Whether our own store and broker answer and our disk has room; Moodle's health is the platforms'
 * affair.
 *
 * <p>Each part is a check of its own with its own status and sentence: Camel shows the details of a
 * check only to who asks with {@code ?data=true}, whatever the exposure level. None of them tells
 * an address, an account or a cause.
 */
public final class OwnHealth {
    private static final String WAITS =
            " does not answer; consumers pause, nothing is lost, work goes on by itself when it"
                    + " does; see docs/operations.md";

    private final Stores stores;
    private final ConnectionFactory broker;
    private final DiskRoom room;

    public OwnHealth(Stores stores, ConnectionFactory broker, DiskRoom room) {
        this.stores = stores;
        this.broker = broker;
        this.room = room;
    }

    public boolean isUp() {
        return room.isEnough() && stores.answer() && brokerAnswers();
    }

    public DiskRoom room() {
        return room;
    }

    private boolean brokerAnswers() {
        try (var connection = broker.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createQueue(Address.FAILED.queue());
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    /** For {@code /q/health}, by the name of their bean. */
    public Map<String, HealthCheck> checks() {
        return Map.of(
                "storeHealth", new Check("store", stores::answer, () -> "the store" + WAITS),
                "brokerHealth",
                        new Check("broker", this::brokerAnswers, () -> "the broker" + WAITS),
                "diskHealth", new Check("disk", room::isEnough, this::tooFull));
    }

    private String tooFull() {
        return "the disk of the data folder has "
                + room.megabytes()
                + " MB left; polls stop below "
                + (DiskRoom.BYTES_NEEDED >> 20)
                + " MB and go on by themselves above; free some; see docs/operations.md";
    }

    /** Readiness, since a restart mends none of them. */
    private static final class Check extends AbstractHealthCheck {
        private final BooleanSupplier well;
        private final Supplier<String> otherwise;

        Check(String part, BooleanSupplier well, Supplier<String> otherwise) {
            super("passerelle", part);
            this.well = well;
            this.otherwise = otherwise;
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            if (well.getAsBoolean()) {
                builder.up();
            } else {
                builder.message(otherwise.get()).down();
            }
        }
    }
}
