/**
 * The door for terminals: {@code passerelle ENTITY ACTION}, one class per action, one package per
 * group of entities; {@link org.passerelle.cli.Cli} says which entity is where. Actions on state
 * ask the running process over its REST door, so that permission and evidence are in one place; the
 * others reach what they need through {@link org.passerelle.cli.frame.OwnChecks}. It holds no rule.
 *
 * <pre>
 * Cli ──► poll, policy, request … (each shows its menu, none knows another)
 *              └──► options ──► frame
 * </pre>
 *
 * An action is named after what is typed, so some bear the name of a class of the duty they ask:
 * {@code PollRuns}, {@code FactImport}, {@code RetentionDue}; here each only asks and prints. Start
 * with {@link org.passerelle.cli.Cli}.
 */
@NullMarked
package org.passerelle.cli;

import org.jspecify.annotations.NullMarked;
