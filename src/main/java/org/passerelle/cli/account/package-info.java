/**
 * {@code passerelle account}: who may come in, and how a token is told once. It knows no other
 * entity. Start with {@link org.passerelle.cli.account.AccountMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.account;

import org.jspecify.annotations.NullMarked;
