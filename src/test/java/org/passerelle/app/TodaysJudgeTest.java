package org.passerelle.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.failures.FailedMessage;
import org.passerelle.failures.ReplayJudge.Question;
import org.passerelle.failures.ReplayJudge.Verdict;
import org.passerelle.messages.Address;

class TodaysJudgeTest {
    private final TodaysJudge judge = new TodaysJudge(null, null, null, run -> run == 7);

    @Test
    void a_poll_task_of_a_run_that_ended_is_superseded_because_it_would_read_nothing() {
        assertThat(judge.judge(task("7"))).isEqualTo(new Verdict.Superseded());
        assertThat(judge.judge(task("8"))).isEqualTo(new Verdict.Allow());
        assertThat(judge.judge(task("\"x\""))).isEqualTo(new Verdict.Allow());
    }

    private static Question task(String run) {
        var json =
                "{\"id\":\"poll-task-1\",\"type\":\"poll-task\",\"version\":1,\"organisation\":\"imp\","
                        + "\"correlation\":\"r\",\"cause\":null,\"at\":\"2026-11-21T08:00:00Z\",\"body\":{\"run\":"
                        + run
                        + "}}";
        var label =
                new FailedMessage.Label(
                        Optional.of("poll-task-1"),
                        Optional.of("poll-task"),
                        Optional.empty(),
                        Optional.empty());
        return new Question(label, Address.POLLS, json.getBytes(UTF_8));
    }
}
