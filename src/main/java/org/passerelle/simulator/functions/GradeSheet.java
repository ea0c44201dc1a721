package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Optional;
import org.passerelle.simulator.site.Activity;
import org.passerelle.simulator.site.Grade;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedUser;

/**
 * The rows of gradereport_user_get_grade_items for one course. What is the same for every user is
 * made into text once, because an answer may have tens of thousands of cells.
 */
final class GradeSheet {
    private final SimulatedCourse course;
    private final List<Column> columns;
    private final List<GradeItem> counted;

    GradeSheet(SimulatedCourse course, List<GradeItem> shown) {
        this.course = course;
        this.columns = shown.stream().map(item -> new Column(item, head(item))).toList();
        this.counted = course.items().stream().filter(item -> !item.total()).toList();
    }

    /** One item with the part of its JSON that no grade changes. */
    private record Column(GradeItem item, String head) {}

    /** The sum of a user's grades: Moodle's natural aggregation. */
    private record Total(double raw, double max, long gradedAt, boolean any) {}

    int columns() {
        return columns.size();
    }

    void write(JsonOut out, SimulatedUser user, Optional<Participation> his) {
        out.object().field("courseid", course.id());
        out.field("courseidnumber", course.text("idnumber")).field("userid", user.id());
        out.field("userfullname", user.fullName()).field("useridnumber", user.text("idnumber"));
        out.field("maxdepth", 2).name("gradeitems").array();
        Total total = total(his);
        boolean enrolled = his.filter(Participation::isEnrolled).isPresent();
        for (Column column : columns) {
            out.raw(
                    column.item().total()
                            ? totalCell(column, total)
                            : cell(column, grade(his, column), enrolled ? total.max() : 0));
        }
        out.endArray().endObject();
    }

    private static Optional<Grade> grade(Optional<Participation> his, Column column) {
        return his.map(participation -> participation.grades().get(column.item().id()));
    }

    private Total total(Optional<Participation> his) {
        double raw = 0;
        double max = 0;
        double all = 0;
        long at = 0;
        for (GradeItem item : counted) {
            all += item.max();
            Optional<Grade> grade = his.map(p -> p.grades().get(item.id()));
            if (grade.isPresent()) {
                raw += grade.get().raw();
                max += item.max();
                at = Math.max(at, grade.get().gradedAt());
            }
        }
        return max > 0 ? new Total(raw, max, at, true) : new Total(0, Math.max(all, 1), 0, false);
    }

    private static String head(GradeItem item) {
        StringBuilder json = new StringBuilder("{\"id\":").append(item.id());
        json.append(",\"itemname\":");
        if (item.total()) {
            json.append("null,\"itemtype\":\"course\",\"itemmodule\":null,\"iteminstance\":1");
            json.append(",\"itemnumber\":null,\"idnumber\":null,\"categoryid\":null");
        } else {
            JsonOut.quoted(json, item.title());
            source(json, item);
        }
        json.append(",\"outcomeid\":null,\"scaleid\":null,\"locked\":false");
        item.activity().ifPresent(a -> json.append(",\"cmid\":").append(a.courseModule()));
        return json.toString();
    }

    private static void source(StringBuilder json, GradeItem item) {
        Optional<Activity> activity = item.activity();
        json.append(",\"itemtype\":\"").append(activity.isPresent() ? "mod" : "manual");
        json.append("\",\"itemmodule\":");
        if (activity.isPresent()) {
            JsonOut.quoted(json, activity.get().module());
            json.append(",\"iteminstance\":").append(activity.get().instance());
        } else {
            json.append("null,\"iteminstance\":null");
        }
        json.append(",\"itemnumber\":0,\"idnumber\":");
        if (activity.isPresent()) {
            json.append("\"ITEM-").append(item.id()).append("\",\"categoryid\":1");
        } else {
            json.append("null,\"categoryid\":1");
        }
    }

    private static StringBuilder cell(Column column, Optional<Grade> grade, double weighedBy) {
        StringBuilder json = new StringBuilder(700).append(column.head());
        if (weighedBy > 0) {
            double weight = grade.isPresent() ? column.item().max() / weighedBy : 0;
            json.append(",\"weightraw\":").append(JsonOut.number(weight));
            json.append(",\"weightformatted\":\"");
            decimals(json, 100 * weight).append(" %\"");
            if (grade.isEmpty()) {
                json.append(",\"status\":\"novalue\"");
            }
        }
        return grade.map(given -> given(json, column.item(), given))
                .orElseGet(() -> empty(json, column.item(), column.item().max()));
    }

    private static StringBuilder given(StringBuilder json, GradeItem item, Grade grade) {
        flags(json, grade.raw(), grade.gradedAt(), item.hidden());
        range(json, grade.raw(), item.max());
        json.append(",\"feedback\":");
        JsonOut.quoted(json, grade.comment());
        return json.append(",\"feedbackformat\":")
                .append(grade.comment().isEmpty() ? 0 : 1)
                .append('}');
    }

    private static StringBuilder empty(StringBuilder json, GradeItem item, double max) {
        json.append(",\"graderaw\":null,\"gradedatesubmitted\":null,\"gradedategraded\":null");
        states(json, item.hidden())
                .append(",\"gradeformatted\":\"-\",\"grademin\":0,\"grademax\":");
        json.append(JsonOut.number(max)).append(",\"rangeformatted\":\"0&ndash;");
        json.append(JsonOut.number(max)).append("\",\"percentageformatted\":\"-\"");
        return json.append(",\"feedback\":\"\",\"feedbackformat\":0}");
    }

    private static StringBuilder totalCell(Column column, Total total) {
        StringBuilder json = new StringBuilder(700).append(column.head());
        if (!total.any()) {
            return empty(json, column.item(), total.max());
        }
        flags(json, total.raw(), total.gradedAt(), false);
        range(json, total.raw(), total.max());
        return json.append(",\"feedback\":\"\",\"feedbackformat\":0}");
    }

    private static void flags(StringBuilder json, double raw, long at, boolean hidden) {
        json.append(",\"graderaw\":").append(JsonOut.number(raw));
        json.append(",\"gradedatesubmitted\":null,\"gradedategraded\":");
        if (at == 0) {
            json.append("null");
        } else {
            json.append(at);
        }
        states(json, hidden);
    }

    private static StringBuilder states(StringBuilder json, boolean hidden) {
        return json.append(",\"gradehiddenbydate\":false,\"gradeneedsupdate\":false")
                .append(",\"gradeishidden\":")
                .append(hidden)
                .append(",\"gradeislocked\":false,\"gradeisoverridden\":false");
    }

    private static void range(StringBuilder json, double raw, double max) {
        decimals(json.append(",\"gradeformatted\":\""), raw);
        json.append("\",\"grademin\":0,\"grademax\":").append(JsonOut.number(max));
        json.append(",\"rangeformatted\":\"0&ndash;").append(JsonOut.number(max));
        decimals(json.append("\",\"percentageformatted\":\""), 100 * raw / max).append(" %\"");
    }

    /** Two decimals; a formatter would take longer than everything else here. */
    private static StringBuilder decimals(StringBuilder to, double value) {
        long cents = Math.round(value * 100);
        long rest = Math.abs(cents % 100);
        return to.append(cents / 100).append('.').append(rest < 10 ? "0" : "").append(rest);
    }
}
