/**
 * Art. 19: who received a person's data is told of an erasure, a rectification, a restriction. Who
 * that is, and how they are told, the ledger of disclosures knows. Start with {@link
 * org.passerelle.rights.recipients.RecipientRounds}.
 */
@NullMarked
package org.passerelle.rights.recipients;

import org.jspecify.annotations.NullMarked;
