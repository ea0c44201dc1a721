/**
 * {@code passerelle request}: what data subjects ask for, step by step. Most steps are a {@link
 * org.passerelle.cli.request.RequestStep}. It knows no other entity. Start with {@link
 * org.passerelle.cli.request.RequestMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.request;

import org.jspecify.annotations.NullMarked;
