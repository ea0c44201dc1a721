/**
 * The executor: takes a delivered command, checks its signature, asks again whether it is due, and
 * takes its steps one by one, each written down before it acts. It must not know the signing key,
 * the desk or receipts. Start with {@link org.passerelle.commands.steps.Executor}.
 */
@NullMarked
package org.passerelle.commands.steps;

import org.jspecify.annotations.NullMarked;
