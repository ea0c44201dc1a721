/**
 * Facts from a file, for the same few who may export. Start with {@link
 * org.passerelle.disclosure.imports.FactImport}.
 */
@NullMarked
package org.passerelle.disclosure.imports;

import org.jspecify.annotations.NullMarked;
