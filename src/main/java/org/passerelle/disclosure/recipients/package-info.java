/**
 * The registry of recipients: who they are, in which capacity, where, by which contract, until
 * when, and how they are told of what becomes of data (Art. 19). Start with {@link
 * org.passerelle.disclosure.recipients.RecipientDesk}.
 */
@NullMarked
package org.passerelle.disclosure.recipients;

import org.jspecify.annotations.NullMarked;
