package org.passerelle.rights.deadlines;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;
import java.util.TreeSet;

/**
 * The eleven public holidays of metropolitan France, computed for any year.
 *
 * <p>Source: Code du travail, art. L3133-1; the movable ones follow Easter.
 */
public final class FrenchHolidays {
    private static final Set<MonthDay> FIXED =
            Set.of(
                    MonthDay.of(Month.JANUARY, 1),
                    MonthDay.of(Month.MAY, 1),
                    MonthDay.of(Month.MAY, 8),
                    MonthDay.of(Month.JULY, 14),
                    MonthDay.of(Month.AUGUST, 15),
                    MonthDay.of(Month.NOVEMBER, 1),
                    MonthDay.of(Month.NOVEMBER, 11),
                    MonthDay.of(Month.DECEMBER, 25));

    /** Days after Easter Sunday: Easter Monday, Ascension Day, Whit Monday. */
    private static final Set<Integer> AFTER_EASTER = Set.of(1, 39, 50);

    private FrenchHolidays() {}

    public static boolean isHoliday(LocalDate day) {
        return FIXED.contains(MonthDay.from(day))
                || AFTER_EASTER.stream()
                        .anyMatch(days -> easter(day.getYear()).plusDays(days).equals(day));
    }

    /** In order; ten where Ascension Day falls on 1 or 8 May, else eleven. */
    public static Set<LocalDate> of(int year) {
        var days = new TreeSet<LocalDate>();
        FIXED.forEach(day -> days.add(day.atYear(year)));
        AFTER_EASTER.forEach(after -> days.add(easter(year).plusDays(after)));
        return days;
    }

    /**
     * Easter Sunday of the Gregorian calendar.
     *
     * <p>Source: the computus of Meeus, Jones and Butcher; it holds for every Gregorian year.
     */
    public static LocalDate easter(int year) {
        int moonCycle = year % 19;
        int century = year / 100;
        int yearOfCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * moonCycle + century - century / 4 - correction + 15) % 30;
        int toSunday =
                (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int lateMoon = (moonCycle + 11 * epact + 22 * toSunday) / 451;
        int count = epact + toSunday - 7 * lateMoon + 114;
        return LocalDate.of(year, count / 31, count % 31 + 1);
    }
}
