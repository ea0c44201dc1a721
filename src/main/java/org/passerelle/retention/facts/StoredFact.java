package org.passerelle.retention.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.personaldata.CourseId;

/** A pending fact in the same JSON in which it was told. */
record StoredFact(JsonNode fact) {
    static StoredFact of(FactMessage message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", message.id());
        json.put("platform", message.platform().value());
        json.put("learnerNumber", message.learnerNumber().value());
        json.put("key", message.key().key());
        switch (message.when()) {
            case FactMessage.When.Day day -> json.put("on", day.date().toString());
            case FactMessage.When.Moment moment -> json.put("at", moment.at().toString());
        }
        json.put("source", message.source().value());
        message.course().map(CourseId::value).ifPresent(course -> json.put("course", course));
        message.purpose().ifPresent(purpose -> json.put("purpose", purpose.value()));
        message.replaces().ifPresent(replaced -> json.put("replaces", replaced));
        return new StoredFact(json);
    }

    FactMessage message() {
        return switch (FactForm.read(fact)) {
            case FactForm.Reading.Read read -> read.message();
            case FactForm.Reading.Wrong wrong ->
                    throw new IllegalStateException(
                            "a pending fact no longer fits its form: " + wrong.reason());
        };
    }

    @Override
    public String toString() {
        return "stored fact ***";
    }
}
