/**
 * {@code passerelle health} and {@code alert}: what waits for a person. It knows no other entity.
 * Start with {@link org.passerelle.cli.health.HealthMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.health;

import org.jspecify.annotations.NullMarked;
