/**
 * The small group of an organisation whose members alone may export and import: named persons, few
 * of them, each bound to confidentiality and looked at again after a while (IMP-30). Start with
 * {@link org.passerelle.disclosure.group.ExportGroup}.
 */
@NullMarked
package org.passerelle.disclosure.group;

import org.jspecify.annotations.NullMarked;
