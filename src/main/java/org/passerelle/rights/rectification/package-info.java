/**
 * Rectification (GDPR Art. 16) through the existing command, which reads back what it wrote. Start
 * with {@link org.passerelle.rights.rectification.Corrections}.
 */
@NullMarked
package org.passerelle.rights.rectification;

import org.jspecify.annotations.NullMarked;
