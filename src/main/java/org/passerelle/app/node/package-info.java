/**
 * One running process: what is started in which order, and stopped in which. Start with {@link
 * org.passerelle.app.node.Node}.
 */
@NullMarked
package org.passerelle.app.node;

import org.jspecify.annotations.NullMarked;
