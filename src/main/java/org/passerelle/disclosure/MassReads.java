package org.passerelle.disclosure;

import java.time.Duration;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;

/** Alerts of accounts that read many subjects in a short time (IMP-56). */
public final class MassReads {
    private static final Duration SHORT_TIME = Duration.ofHours(1);

    private final DisclosureGround ground;
    private final JdbcMassReads rows;

    public MassReads(DisclosureGround ground, JdbcMassReads rows) {
        this.ground = ground;
        this.rows = rows;
    }

    public void look() {
        var since = ground.clock().instant().minus(SHORT_TIME);
        for (JdbcMassReads.Reader reader : rows.above(ground.settings().massRead(), since)) {
            ground.alerts()
                    .raise(
                            new Alert(
                                    AlertKind.MASS_READ,
                                    reader.organisation(),
                                    "account " + reader.account(),
                                    reader.subjects()));
        }
    }
}
