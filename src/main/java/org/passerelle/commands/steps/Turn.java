package org.passerelle.commands.steps;

import org.passerelle.commands.StoredStep;

/** What a delivery does next, as it was decided and written down in one transaction. */
sealed interface Turn {
    /** The step is written down as begun: it may act now. */
    record Act(Work work, StoredStep begun) implements Turn {}

    /** Something was written; look again. */
    record Again() implements Turn {}

    /** The delivery is over and its subject free. */
    record Halt(Execution execution) implements Turn {}
}
