package org.passerelle.commands.issuing;

import java.util.Arrays;
import java.util.HashMap;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.exchange.CommandMessage.Reading;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.PermanentFailure;

/**
 * Signs a failed command anew, for its replay.
 *
 * <p>Guarantee: only bytes that the engine itself issued and still has in its store are signed;
 * otherwise whoever can put a message on the failed queue could have it signed by a click.
 */
public final class Resigner {
    private final CommandTables tables;
    private final Issuer issuer;

    public Resigner(CommandTables tables, Issuer issuer) {
        this.tables = tables;
        this.issuer = issuer;
    }

    /**
     * @throws NotIssuedHere when these are not the last bytes issued for their command
     */
    public OutboxMessage resign(OutboxMessage failed) {
        if (!isIssued(failed.body())) {
            throw new NotIssuedHere();
        }
        var headers = new HashMap<>(failed.headers());
        headers.putAll(issuer.sign(failed.body()).headers());
        return new OutboxMessage(failed.transportId(), failed.address(), headers, failed.body());
    }

    private boolean isIssued(byte[] body) {
        return switch (CommandMessage.read(body)) {
            case Reading.Read read ->
                    tables.messages()
                            .find(read.message().command())
                            .filter(issued -> Arrays.equals(issued.body(), body))
                            .isPresent();
            case Reading.Unreadable unreadable -> false;
        };
    }

    /** A command that this engine did not issue, or issued anew since. */
    public static final class NotIssuedHere extends PermanentFailure {
        NotIssuedHere() {
            super(
                    "the failed command is not the one the engine issued last; a command that is"
                            + " still wanted is sent again by itself, so discard this message",
                    null);
        }
    }
}
