/**
 * {@code passerelle backup} and {@code restore}: copies of our own store, and what has to be done
 * after one was put back. {@code restore load} runs without a process and is in {@code app}. It
 * knows no other entity. Start with {@link org.passerelle.cli.backup.BackupMenu}, which lists the
 * actions.
 */
@NullMarked
package org.passerelle.cli.backup;

import org.jspecify.annotations.NullMarked;
