package org.passerelle.disclosure;

import java.time.LocalTime;

/**
 * The limits of exports.
 *
 * @param groupSize the most members an organisation's export group may have (IMP-30)
 * @param secondPersonAbove an export about more subjects needs a second person
 * @param opens exports before it, on a Saturday or on a Sunday are alerted of
 * @param closes exports from then on are alerted of
 * @param massRead subjects one account may read in an hour before an alert is raised
 */
public record DisclosureSettings(
        int groupSize, int secondPersonAbove, LocalTime opens, LocalTime closes, int massRead) {
    public static DisclosureSettings defaults() {
        return new DisclosureSettings(5, 50, LocalTime.of(7, 0), LocalTime.of(20, 0), 50);
    }
}
