/**
 * What a process stands on: the data folder, the store, the broker, the mail server, each embedded
 * or of the operator's own. It knows no duty. Start with {@link org.passerelle.app.backing.Stores}
 * and {@link org.passerelle.app.backing.BrokerAccess}.
 */
@NullMarked
package org.passerelle.app.backing;

import org.jspecify.annotations.NullMarked;
