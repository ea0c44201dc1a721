/**
 * Who may come in: named accounts, their roles and their expiring tokens, and the one function that
 * every door asks. It knows no HTTP and no screen. Start with {@link
 * org.passerelle.api.accounts.Authorisation} and {@link org.passerelle.api.accounts.Accounts}.
 */
@NullMarked
package org.passerelle.api.accounts;

import org.jspecify.annotations.NullMarked;
