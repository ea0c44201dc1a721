package org.passerelle.personaldata;

/** A course's id on its platform. It names no person. */
public record CourseId(long value) implements Comparable<CourseId> {
    public CourseId {
        if (value <= 0) {
            throw new IllegalArgumentException("a course id is a positive number, not " + value);
        }
    }

    @Override
    public int compareTo(CourseId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
