/**
 * What gave up: failed messages are kept, grouped by cause, shown without personal data, replayed
 * by a person after the policy was asked again, discarded, and forgotten in time. It knows no other
 * duty but the journal and no platform; what it must ask others stands in {@link
 * org.passerelle.failures.ReplayPorts}. Start with {@link org.passerelle.failures.FailedMessages}.
 */
@NullMarked
package org.passerelle.failures;

import org.jspecify.annotations.NullMarked;
