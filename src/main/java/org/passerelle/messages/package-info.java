/**
 * What travels on the queues: the envelope, the addresses, the outbox that sends after the commit,
 * and the memory of what was already processed. It knows no duty. Start with {@link
 * org.passerelle.messages.Envelope}.
 */
@NullMarked
package org.passerelle.messages;

import org.jspecify.annotations.NullMarked;
