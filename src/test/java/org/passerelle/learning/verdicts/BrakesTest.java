package org.passerelle.learning.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.verdicts.Brakes.Tally;

class BrakesTest {
    @Test
    void a_drop_of_twenty_is_ordinary_and_of_twenty_one_is_not() {
        assertThat(Brakes.judge(List.of(new Tally(0, 100, 20, 0)), 80)).isEmpty();
        assertThat(Brakes.judge(List.of(new Tally(0, 100, 21, 0)), 79))
                .map(Brakes.Braked::cause)
                .contains(RunHold.Cause.DROP);
    }

    @Test
    void above_two_hundred_records_a_tenth_is_ordinary() {
        assertThat(Brakes.judge(List.of(new Tally(2, 300, 30, 0), new Tally(3, 200, 20, 0)), 450))
                .isEmpty();
        assertThat(Brakes.judge(List.of(new Tally(2, 300, 31, 0), new Tally(3, 200, 20, 0)), 449))
                .isPresent();
    }

    @Test
    void nothing_where_there_was_anything_is_never_ordinary() {
        assertThat(Brakes.judge(List.of(new Tally(0, 1, 1, 0)), 0))
                .map(Brakes.Braked::cause)
                .contains(RunHold.Cause.EMPTY);
        assertThat(Brakes.judge(List.of(new Tally(0, 0, 0, 0)), 0)).isEmpty();
        assertThat(Brakes.judge(List.of(), 0)).isEmpty();
    }

    @Test
    void one_course_that_empties_is_held_though_the_site_hardly_shrinks() {
        var big = new Tally(2, 9_000, 0, 0);

        assertThat(Brakes.judge(List.of(big, new Tally(7, 21, 21, 0)), 9_000))
                .map(Brakes.Braked::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("course 7", "21"));
        assertThat(Brakes.judge(List.of(big, new Tally(7, 20, 20, 0)), 9_000)).isEmpty();
    }
}
