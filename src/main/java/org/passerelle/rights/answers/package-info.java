/**
 * What the person gets: the access package, the portable copy, and letters, in French. Letters and
 * pages are templates under {@code config/rights}, which an organisation may replace with its own.
 * It decides nothing. Start with {@link org.passerelle.rights.answers.Documents}.
 */
@NullMarked
package org.passerelle.rights.answers;

import org.jspecify.annotations.NullMarked;
