package org.passerelle.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.learning.Brakes.Tally;

class BrakesTest {
    @Test
    void a_drop_of_twenty_is_ordinary_and_of_twenty_one_is_not() {
        assertThat(Brakes.judge(List.of(new Tally(0, 100, 20, 0)), 80)).isEmpty();
        assertThat(Brakes.judge(List.of(new Tally(0, 100, 21, 0)), 79))
                .map(Brakes.Braked::cause)
                .contains(Hold.Cause.DROP);
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
                .contains(Hold.Cause.EMPTY);
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

    @Test
    void another_address_another_service_user_or_most_courses_make_another_site() {
        var site =
                new SiteMemory("https://a.example", "u1", "5.1", Map.of(2L, "x", 3L, "y", 4L, "z"));

        assertThat(SiteChange.between(site, site)).isEmpty();
        assertThat(SiteChange.between(site, with("https://b.example", "u1", site.courses())))
                .isPresent();
        assertThat(SiteChange.between(site, with("https://a.example", "u2", site.courses())))
                .isPresent();
        assertThat(
                        SiteChange.between(
                                site,
                                with(
                                        "https://a.example",
                                        "u1",
                                        Map.of(2L, "x", 3L, "other", 4L, "z"))))
                .isEmpty();
        assertThat(
                        SiteChange.between(
                                site, with("https://a.example", "u1", Map.of(2L, "x", 9L, "y"))))
                .isPresent();
        assertThat(SiteChange.between(with("https://a.example", "u1", Map.of()), site)).isEmpty();
    }

    private static SiteMemory with(String url, String user, Map<Long, String> courses) {
        return new SiteMemory(url, user, "5.1", courses);
    }
}
