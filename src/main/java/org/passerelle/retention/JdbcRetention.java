package org.passerelle.retention;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;

/** Where the tables of this duty are; each room opens its own. */
public record JdbcRetention(Jdbi jdbi, MasterKey master, Clock clock) {}
