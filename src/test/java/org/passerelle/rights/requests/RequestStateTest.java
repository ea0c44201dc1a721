package org.passerelle.rights.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.rights.requests.RequestState.ABORTED;
import static org.passerelle.rights.requests.RequestState.APPROVED;
import static org.passerelle.rights.requests.RequestState.ASSESSED;
import static org.passerelle.rights.requests.RequestState.CLOSED;
import static org.passerelle.rights.requests.RequestState.COOLING_OFF;
import static org.passerelle.rights.requests.RequestState.DELETED_CLAIMED;
import static org.passerelle.rights.requests.RequestState.DELETED_REQUESTED;
import static org.passerelle.rights.requests.RequestState.IDENTITY_VERIFIED;
import static org.passerelle.rights.requests.RequestState.LOCKED;
import static org.passerelle.rights.requests.RequestState.RECEIVED;
import static org.passerelle.rights.requests.RequestState.RECIPIENTS_NOTIFIED;
import static org.passerelle.rights.requests.RequestState.SCRUBBED;
import static org.passerelle.rights.requests.RequestState.VERIFIED;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestStateTest {
    private static final Set<RequestState> DESTROYING =
            EnumSet.of(
                    LOCKED,
                    SCRUBBED,
                    DELETED_REQUESTED,
                    DELETED_CLAIMED,
                    RequestState.VERIFY_FAILED);

    @Test
    void an_erasure_passes_every_state_of_the_book_in_its_order() {
        var order =
                List.of(
                        RECEIVED,
                        IDENTITY_VERIFIED,
                        ASSESSED,
                        APPROVED,
                        COOLING_OFF,
                        LOCKED,
                        SCRUBBED,
                        DELETED_REQUESTED,
                        DELETED_CLAIMED,
                        VERIFIED,
                        RECIPIENTS_NOTIFIED,
                        CLOSED);

        for (int i = 1; i < order.size(); i++) {
            assertThat(order.get(i - 1).mayBecome(order.get(i))).as(order.get(i).key()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestState.class,
            names = {"IDENTITY_VERIFIED", "ASSESSED", "APPROVED"})
    void nothing_that_destroys_is_reached_around(RequestState needed) {
        assertThat(reachable(RECEIVED, needed)).doesNotContainAnyElementsOf(DESTROYING);
    }

    @Test
    void after_the_scrub_nothing_leads_back() {
        assertThat(reachable(SCRUBBED, RequestState.NEEDS_HUMAN))
                .doesNotContain(ABORTED, ASSESSED, COOLING_OFF, LOCKED, RequestState.REFUSED);
    }

    @Test
    void every_state_is_reached_and_two_are_the_end() {
        assertThat(reachable(RECEIVED, RECEIVED)).hasSize(RequestState.values().length);
        assertThat(RequestState.values())
                .filteredOn(RequestState::ended)
                .containsExactlyInAnyOrder(ABORTED, CLOSED);
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void a_state_is_found_by_its_key(RequestState state) {
        assertThat(RequestState.of(state.key())).contains(state);
    }

    /**
     * The states reached from one without passing another; a start that is avoided still starts.
     */
    private static Set<RequestState> reachable(RequestState from, RequestState avoiding) {
        var reached = EnumSet.of(from);
        var open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (RequestState next : open.remove().next()) {
                if (next != avoiding && reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
