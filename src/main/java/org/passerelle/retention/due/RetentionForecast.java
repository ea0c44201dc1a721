package org.passerelle.retention.due;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;

/** How much will end when, if nothing more happens: {@code retention forecast --months 36}. */
public final class RetentionForecast {
    private static final int LONGEST = 600;

    private final RetentionGround ground;
    private final JdbcDueRows dueRows;
    private final RetentionDue due;

    public RetentionForecast(RetentionGround ground, JdbcRetention tables, RetentionDue due) {
        this.ground = ground;
        this.dueRows = new JdbcDueRows(tables);
        this.due = due;
    }

    /**
     * So many items of one rule reach their end in one month.
     *
     * @param items one per subject
     */
    public record Line(PlatformKey platform, YearMonth month, RuleKey rule, long items) {}

    /**
     * Months from today's on, earliest first; months in which nothing ends are left out.
     *
     * @param months 1 to 600
     * @throws IllegalArgumentException for a platform that is not declared or another number
     */
    public List<Line> of(PlatformKey platform, int months) {
        var today = today(platform, months);
        var lines = new ArrayList<Line>();
        dueRows.ending(platform, today, today.plusMonths(months))
                .forEach(
                        (month, rules) ->
                                rules.forEach(
                                        (rule, items) ->
                                                lines.add(new Line(platform, month, rule, items))));
        return lines;
    }

    /** The subjects behind the numbers, in pages. */
    public DuePage rows(RetentionDue.Asked asked, int months) {
        var today = today(asked.platform(), months);
        return due.between(asked, today, today.plusMonths(months));
    }

    private LocalDate today(PlatformKey platform, int months) {
        if (months < 1 || months > LONGEST) {
            throw new IllegalArgumentException(
                    "a forecast looks 1 to " + LONGEST + " months ahead, not " + months);
        }
        return ground.packs()
                .packOf(platform)
                .map(ground::today)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "platform " + platform + " is not declared"));
    }
}
