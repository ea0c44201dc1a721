package org.passerelle.journal.chain;

import java.time.Clock;
import org.passerelle.personaldata.Transactions;

/** What everything about the chain stands on. */
public record ChainGround(
        Transactions transactions, ChainTables tables, ChainKey key, Clock clock) {}
