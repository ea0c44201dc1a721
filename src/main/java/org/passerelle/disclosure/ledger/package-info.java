/**
 * The ledger of disclosures: who received what of whom, when, why and by which decisions. Start
 * with {@link org.passerelle.disclosure.ledger.Ledger}.
 */
@NullMarked
package org.passerelle.disclosure.ledger;

import org.jspecify.annotations.NullMarked;
