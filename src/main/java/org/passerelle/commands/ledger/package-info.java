/**
 * What is written down about every open command: its row, its steps, its signed bytes, its sealed
 * values, the lock of its subject, what a platform's erasures taught. It must not decide anything:
 * every method is one reading or one writing in the caller's transaction. Start with {@link
 * org.passerelle.commands.ledger.CommandTables}.
 */
@NullMarked
package org.passerelle.commands.ledger;

import org.jspecify.annotations.NullMarked;
