/**
 * Art. 19: each recipient of a person's data is told of an erasure, a rectification, a restriction:
 * by an event or by mail, and what became of it is kept. Start with {@link
 * org.passerelle.disclosure.notices.Notices}.
 */
@NullMarked
package org.passerelle.disclosure.notices;

import org.jspecify.annotations.NullMarked;
