package org.passerelle.routes;

import org.passerelle.rights.erasure.ErasureRounds;
import org.passerelle.rights.recipients.RecipientRounds;
import org.passerelle.rights.rectification.Corrections;
import org.passerelle.rights.requests.RequestUpkeep;
import org.passerelle.rights.restriction.HeldMessages;

/** Lets the duty of rights do its rounds. */
public final class RightsStop {
    private final ErasureRounds erasures;
    private final Corrections corrections;
    private final RecipientRounds recipients;
    private final HeldMessages held;
    private final RequestUpkeep upkeep;

    public RightsStop(
            ErasureRounds erasures,
            Corrections corrections,
            RecipientRounds recipients,
            HeldMessages held,
            RequestUpkeep upkeep) {
        this.erasures = erasures;
        this.corrections = corrections;
        this.recipients = recipients;
        this.held = held;
        this.upkeep = upkeep;
    }

    /** Takes every request one step further. */
    public void carry() {
        erasures.run();
        corrections.run();
        recipients.run();
        held.releaseLapsed();
        upkeep.run();
    }
}
