/**
 * What travels on the queues: the envelope, the addresses, the outbox that sends after the commit,
 * the memory of what was already processed, and statements over many rows at once. It knows no
 * duty. Start with {@link org.passerelle.messages.Envelope}.
 */
@NullMarked
package org.passerelle.messages;

import org.jspecify.annotations.NullMarked;
