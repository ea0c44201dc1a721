package org.passerelle.simulator.site;

/** One row of Moodle's tool_dataprivacy_request. Columns have Moodle's names. */
public final class DataRequest {
    public static final int EXPORT = 1;
    public static final int DELETE = 2;

    /** Moodle's status codes, in its order, with the words it shows. */
    public enum Status {
        PENDING("Pending", Tone.INFO),
        PREPROCESSING("Pre-processing", Tone.INFO),
        AWAITING_APPROVAL("Awaiting approval", Tone.INFO),
        APPROVED("Approved", Tone.INFO),
        PROCESSING("Processing", Tone.INFO),
        COMPLETE("Complete", Tone.SUCCESS),
        CANCELLED("Cancelled", Tone.WARNING),
        REJECTED("Rejected", Tone.DANGER),
        DOWNLOAD_READY("Download ready", Tone.SUCCESS),
        EXPIRED("Expired", Tone.SECONDARY),
        DELETED("Deleted", Tone.SUCCESS);

        private final String label;
        private final Tone tone;

        Status(String label, Tone tone) {
            this.label = label;
            this.tone = tone;
        }

        public int code() {
            return ordinal();
        }

        public String label() {
            return label;
        }

        public Tone tone() {
            return tone;
        }

        /** Over: a new request of the same type may be made. */
        public boolean isOver() {
            return ordinal() >= COMPLETE.ordinal();
        }
    }

    /** The colour of the label on Moodle's page. */
    public enum Tone {
        INFO,
        SUCCESS,
        WARNING,
        DANGER,
        SECONDARY
    }

    private final long id;
    private final Row row = new Row();

    DataRequest(long id) {
        this.id = id;
    }

    public long id() {
        return id;
    }

    public long number(String column) {
        return row.number(column);
    }

    public String text(String column) {
        return row.text(column);
    }

    public Status status() {
        return Status.values()[(int) row.number("status")];
    }

    public boolean isDeletion() {
        return row.number("type") == DELETE;
    }

    public boolean awaitsApproval() {
        return status() == Status.AWAITING_APPROVAL;
    }

    DataRequest set(String column, long value) {
        row.set(column, value);
        return this;
    }

    DataRequest set(String column, String value) {
        row.set(column, value);
        return this;
    }

    DataRequest move(Status status, long by, long now) {
        return set("usermodified", by).set("timemodified", now).set("status", status.code());
    }
}
