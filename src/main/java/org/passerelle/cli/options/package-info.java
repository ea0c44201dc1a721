/**
 * Options that several entities share, each a picocli mixin: pages of a list, {@code --yes}, {@code
 * --organisation}, {@code --out}, JSON from a file. It stands on {@code frame} and knows no entity.
 * Start with {@link org.passerelle.cli.options.Paging}.
 */
@NullMarked
package org.passerelle.cli.options;

import org.jspecify.annotations.NullMarked;
