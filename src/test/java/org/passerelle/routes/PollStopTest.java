package org.passerelle.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.learning.polls.JdbcLearningStore;
import org.passerelle.learning.polls.Polling;
import org.passerelle.learning.storing.Storing;
import org.passerelle.messages.UnreadableMessage;

class PollStopTest {
    private final Polling polling =
            new Polling(
                    new Polling.Parts(
                            null,
                            new JdbcLearningStore(Jdbi.create("jdbc:none"), null, null),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            new Storing.Keys(null, null),
                            null));
    private final PollStop stop = new PollStop(List.of(), polling, null, () -> true);

    @ParameterizedTest(name = "{0} version {1}")
    @CsvSource({"poll-task, 2", "poll-task, 0", "records-changed, 1"})
    void a_task_of_an_unknown_version_or_another_message_is_not_taken_for_one(
            String type, int version) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage()
                .setBody(
                        ("{\"id\":\"poll-task-1\",\"type\":\""
                                        + type
                                        + "\",\"version\":"
                                        + version
                                        + ",\"organisation\":\"imp\",\"correlation\":\"r\",\"cause\":null,"
                                        + "\"at\":\"2026-11-21T08:00:00Z\",\"body\":{\"task\":1,\"run\":1}}")
                                .getBytes(UTF_8));

        assertThatThrownBy(() -> stop.run(exchange))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("poll task of version 1");
    }
}
