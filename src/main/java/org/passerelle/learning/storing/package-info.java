/**
 * From a page that was read to what is stored: only fields the policy allows, compared by keyed
 * hashes, sealed, told of, in one transaction per two thousand records. It must not know what comes
 * before or after the page, and it concludes nothing from what is missing. Start with {@link
 * org.passerelle.learning.storing.StoringSink}, then {@code RecordStoring}.
 */
@NullMarked
package org.passerelle.learning.storing;

import org.jspecify.annotations.NullMarked;
