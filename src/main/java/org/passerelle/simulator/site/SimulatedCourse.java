package org.passerelle.simulator.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A course with its groups, activities, grade items and participants. The fluent methods are for
 * building a site; each returns the course itself or the thing it made.
 */
public final class SimulatedCourse {
    /** Moodle's ids are site-wide; one sequence per kind, shared by all courses of a site. */
    record Ids(AtomicLong items, AtomicLong modules, AtomicLong groups) {
        Ids() {
            this(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    private final long id;
    private final Ids ids;
    private final Row row = new Row();
    private final Map<Long, String> groups = new ConcurrentSkipListMap<>();
    private final Map<Long, Activity> activities = new ConcurrentSkipListMap<>();
    private final Map<Long, GradeItem> items = new ConcurrentSkipListMap<>();
    private final Map<Long, Participation> participants = new ConcurrentSkipListMap<>();

    SimulatedCourse(long id, String shortName, Ids ids) {
        this.id = id;
        this.ids = ids;
        row.set("shortname", shortName).set("fullname", shortName).set("summary", "");
        row.set("categoryname", "Formations").set("format", "topics");
        row.set("visible", 1).set("category", 2).set("enablecompletion", 1);
        addTotal();
    }

    private void addTotal() {
        long total = ids.items().incrementAndGet();
        items.put(total, new GradeItem(total, "", Optional.empty(), true, 100, false));
    }

    public long id() {
        return id;
    }

    public String text(String column) {
        return row.text(column);
    }

    public long number(String column) {
        return row.number(column);
    }

    public SimulatedCourse set(String column, String value) {
        row.set(column, value);
        return this;
    }

    public SimulatedCourse set(String column, long value) {
        row.set(column, value);
        return this;
    }

    public SimulatedCourse titled(String fullName) {
        return set("fullname", fullName);
    }

    public SimulatedCourse numbered(String number) {
        return set("idnumber", number);
    }

    /** Start and end in epoch seconds; an end of 0 is none. */
    public SimulatedCourse running(long start, long end) {
        return set("startdate", start).set("enddate", end).set("timecreated", start);
    }

    public SimulatedCourse hidden() {
        return set("visible", 0);
    }

    /** Groups are kept apart: without moodle/site:accessallgroups nobody is seen. */
    public SimulatedCourse separateGroups() {
        return set("groupmode", 1).set("groupmodeforce", 1);
    }

    public boolean isSeparate() {
        return row.number("groupmode") == 1;
    }

    public boolean isVisible() {
        return row.is("visible");
    }

    /** Adds a group and gives its id. */
    public long group(String title) {
        long group = ids.groups().incrementAndGet();
        groups.put(group, title);
        return group;
    }

    public Map<Long, String> groups() {
        return groups;
    }

    /** Adds a tracked activity: page, forum, assign, quiz … */
    public Activity activity(String module, String title) {
        long courseModule = ids.modules().incrementAndGet();
        Activity made = new Activity(courseModule, module, courseModule + 100, title, false);
        activities.put(courseModule, made);
        return made;
    }

    /** Adds a graded activity and gives its grade item. */
    public GradeItem gradedActivity(String module, String title, double max) {
        Activity activity = activity(module, title);
        long item = ids.items().incrementAndGet();
        return keep(new GradeItem(item, title, Optional.of(activity), false, max, false));
    }

    /** Adds an item that teachers fill by hand. */
    public GradeItem manualItem(String title, double max) {
        long item = ids.items().incrementAndGet();
        return keep(new GradeItem(item, title, Optional.empty(), false, max, false));
    }

    private GradeItem keep(GradeItem item) {
        items.put(item.id(), item);
        return item;
    }

    /** Hides the grades of an item from who may not view hidden grades. */
    public void hideGrades(GradeItem item) {
        items.computeIfPresent(item.id(), (key, held) -> held.hide());
    }

    /** Hides an activity: its grade item and completion vanish from who may not see hidden ones. */
    public void hideActivity(long courseModule) {
        Optional<Activity> held = Optional.ofNullable(activities.get(courseModule));
        Activity changed = held.orElseThrow(NoSuchElementException::new).hide();
        activities.put(courseModule, changed);
        items.replaceAll(
                (key, item) ->
                        item.activity().filter(a -> a.courseModule() == courseModule).isPresent()
                                ? item.of(changed)
                                : item);
    }

    /** The items in gradebook order, the course total last. */
    public List<GradeItem> items() {
        return items.values().stream().sorted(Comparator.comparing(GradeItem::total)).toList();
    }

    public Collection<Activity> activities() {
        return activities.values();
    }

    /** In order of user id, also those no longer enrolled. */
    public Collection<Participation> participations() {
        return participants.values();
    }

    public Optional<Participation> participation(long userId) {
        return Optional.ofNullable(participants.get(userId));
    }

    public Participation participationOf(long userId) {
        return participants.computeIfAbsent(userId, Participation::new);
    }

    void forget(long userId) {
        participants.remove(userId);
    }
}
