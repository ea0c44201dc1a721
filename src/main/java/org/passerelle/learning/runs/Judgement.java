package org.passerelle.learning.runs;

import java.util.List;

/** The verdict on a run, from how its tasks ended. */
public record Judgement(RunVerdict verdict, List<String> reasons, long rowsRead) {
    private static final int REASONS_KEPT = 20;

    public Judgement {
        reasons = List.copyOf(reasons.subList(0, Math.min(REASONS_KEPT, reasons.size())));
    }

    /**
     * How the tasks of a run ended.
     *
     * @param read answered with a page, whole or not
     * @param partial answered with a warning or an unreadable row
     * @param refused the set-up is wrong
     * @param unfinished parked, or cancelled because the run took too long
     */
    public record Tasks(int read, int partial, int refused, int unfinished, long rows) {
        public boolean none() {
            return read + partial + refused + unfinished == 0;
        }
    }

    public static Judgement of(Tasks tasks, List<String> reasons) {
        if (tasks.refused() > 0 && tasks.read() == 0) {
            return new Judgement(RunVerdict.REFUSED, reasons, tasks.rows());
        }
        if (tasks.partial() + tasks.refused() + tasks.unfinished() > 0) {
            return new Judgement(RunVerdict.PARTIAL, reasons, tasks.rows());
        }
        var verdict = tasks.rows() == 0 ? RunVerdict.EMPTY : RunVerdict.COMPLETE;
        return new Judgement(verdict, reasons, tasks.rows());
    }

    /** Whether every part of the scope was answered for. */
    public boolean answersForAll() {
        return switch (verdict) {
            case COMPLETE, EMPTY -> true;
            case PARTIAL, REFUSED, HELD -> false;
        };
    }

    public Judgement held(String reason) {
        return new Judgement(RunVerdict.HELD, List.of(reason), rowsRead);
    }
}
