/**
 * {@code passerelle archive} and {@code tombstone}: what stays of a learner after its use, and who
 * is there again after an erasure. It knows no other entity. Start with {@link
 * org.passerelle.cli.archive.ArchiveMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.archive;

import org.jspecify.annotations.NullMarked;
