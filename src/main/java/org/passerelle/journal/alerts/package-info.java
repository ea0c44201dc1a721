/**
 * Security alerts: what a person must look at because somebody may be doing what he may not. They
 * say how often and where, never who was concerned. Start with {@link
 * org.passerelle.journal.alerts.SecurityAlerts}.
 */
@NullMarked
package org.passerelle.journal.alerts;

import org.jspecify.annotations.NullMarked;
