/**
 * What every action of the command line stands on: the {@link org.passerelle.cli.frame.Door} to the
 * running process, the {@link org.passerelle.cli.frame.Screen} that prints, the exit codes, and
 * what {@code app} hands in. It knows no entity and no option of one. Start with {@link
 * org.passerelle.cli.frame.Action}; what needs no running process is an {@link
 * org.passerelle.cli.frame.OwnCheck}.
 */
@NullMarked
package org.passerelle.cli.frame;

import org.jspecify.annotations.NullMarked;
