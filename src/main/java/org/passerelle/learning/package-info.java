/**
 * Learning records: poll runs, staging, comparison and the brakes that keep an absence from being
 * invented. It knows no platform by name and no Camel. Start with {@link
 * org.passerelle.learning.PlatformReader}.
 */
@NullMarked
package org.passerelle.learning;

import org.jspecify.annotations.NullMarked;
