package org.passerelle.simulator.site;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A row of Moodle's user table with its custom fields and preferences. Columns have Moodle's names
 * (username, firstname, lastaccess, suspended …); times are epoch seconds, 0 is never.
 */
public final class SimulatedUser {
    private final long id;
    private final Row row = new Row();
    private final Map<String, CustomField> customFields = new ConcurrentSkipListMap<>();

    SimulatedUser(long id, String login) {
        this.id = id;
        row.set("username", login).set("auth", "manual").set("lang", "en").set("timezone", "99");
        row.set("confirmed", 1).set("mailformat", 1).set("department", "");
    }

    /**
     * A custom profile field with the person's value.
     *
     * @param type text, menu, checkbox …
     * @param open visible to everyone; the others need moodle/user:viewalldetails
     */
    public record CustomField(
            String type, String shortName, String label, String value, boolean open) {}

    public long id() {
        return id;
    }

    public String text(String column) {
        return row.text(column);
    }

    public long number(String column) {
        return row.number(column);
    }

    public boolean is(String column) {
        return row.is(column);
    }

    public boolean isDeleted() {
        return row.is("deleted");
    }

    /** True once the hourly context cleanup has removed the context of a deleted user. */
    public boolean isContextGone() {
        return row.is("contextgone");
    }

    public String fullName() {
        return (row.text("firstname") + " " + row.text("lastname")).strip();
    }

    public SimulatedUser set(String column, String value) {
        row.set(column, value);
        return this;
    }

    public SimulatedUser set(String column, long value) {
        row.set(column, value);
        return this;
    }

    public Map<String, CustomField> customFields() {
        return customFields;
    }

    Row row() {
        return row;
    }
}
