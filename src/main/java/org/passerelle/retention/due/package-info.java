/**
 * What people see of the clocks: what is due and why it waits, and what the next months bring. It
 * changes nothing, and must not know how a command is proposed. Start with {@link
 * org.passerelle.retention.due.RetentionDue}.
 */
@NullMarked
package org.passerelle.retention.due;

import org.jspecify.annotations.NullMarked;
