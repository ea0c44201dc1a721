package org.passerelle.rights.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Days that are neither Saturday, Sunday nor a French public holiday.
 *
 * <p>Source: Regulation 1182/71, Art. 3(4) (LEG-18).
 */
public final class WorkingDays {
    private WorkingDays() {}

    public static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !FrenchHolidays.isHoliday(day);
    }

    /** The day itself if it is one, else the next. */
    public static LocalDate onOrAfter(LocalDate day) {
        var found = day;
        while (!isWorking(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    /** The working day that lies so many working days earlier. */
    public static LocalDate before(LocalDate day, int workingDays) {
        var found = day;
        int left = workingDays;
        while (left > 0) {
            found = found.minusDays(1);
            if (isWorking(found)) {
                left--;
            }
        }
        return found;
    }
}
