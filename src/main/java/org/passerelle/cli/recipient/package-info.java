/**
 * {@code passerelle recipient}, {@code notice} and {@code disclosures}: who may be given data, who
 * was, and who was told what became of it. It knows no other entity. Start with {@link
 * org.passerelle.cli.recipient.RecipientMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.recipient;

import org.jspecify.annotations.NullMarked;
