/**
 * Where commands are proposed and decided: proposals and re-checks, approval, brakes, waiver,
 * rectifications asked for, resuming what stopped. It must not know how a step acts on a platform
 * nor how a receipt is made. Start with {@link org.passerelle.commands.desk.CommandDesk}.
 */
@NullMarked
package org.passerelle.commands.desk;

import org.jspecify.annotations.NullMarked;
