/**
 * What tells how a process is: health of store, broker and disk, the numbers for Prometheus, the
 * recurring work of the evidence, and the places where names must not stand ({@code …Texts}: what
 * the hygiene check reads of logs, metrics and queues, and nothing else). It puts nothing together.
 * Start with {@link org.passerelle.app.watch.OwnHealth} or {@link
 * org.passerelle.app.watch.Measures}.
 */
@NullMarked
package org.passerelle.app.watch;

import org.jspecify.annotations.NullMarked;
