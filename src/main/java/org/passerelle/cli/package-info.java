/**
 * The door for terminals: {@code passerelle ENTITY ACTION}, one class per action. Actions on state
 * ask the running process over its REST door, so that permission and evidence are in one place; the
 * others reach what they need through {@link org.passerelle.cli.OwnChecks}. It holds no rule. Start
 * with {@link org.passerelle.cli.Cli}.
 */
@NullMarked
package org.passerelle.cli;

import org.jspecify.annotations.NullMarked;
