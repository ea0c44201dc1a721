/**
 * {@code passerelle export} and {@code export-group}: data that leaves, and the named few who may
 * take it. It knows no other entity. Start with {@link org.passerelle.cli.export.ExportMenu}, which
 * lists the actions.
 */
@NullMarked
package org.passerelle.cli.export;

import org.jspecify.annotations.NullMarked;
