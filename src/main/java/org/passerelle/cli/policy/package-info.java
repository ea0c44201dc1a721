/**
 * {@code passerelle policy}: the packs, their officer's signature and the decisions they give. It
 * knows no other entity. Start with {@link org.passerelle.cli.policy.PolicyMenu}, which lists the
 * actions.
 */
@NullMarked
package org.passerelle.cli.policy;

import org.jspecify.annotations.NullMarked;
