package org.passerelle.learning.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteChangeTest {
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
