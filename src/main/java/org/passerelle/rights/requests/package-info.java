/**
 * Requests of data subjects from receipt to closing: what was asked, who checked it, what was
 * decided for each category of data, and by whom. Every change of state is an event and a journal
 * entry. It writes no letter and knows no platform. Start with {@link
 * org.passerelle.rights.requests.RequestDesk}; the allowed changes are in {@link
 * org.passerelle.rights.requests.RequestState}.
 */
@NullMarked
package org.passerelle.rights.requests;

import org.jspecify.annotations.NullMarked;
