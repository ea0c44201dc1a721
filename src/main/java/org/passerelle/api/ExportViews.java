package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.disclosure.exports.Export;
import org.passerelle.disclosure.ledger.Disclosure;
import org.passerelle.disclosure.ledger.Omission;
import org.passerelle.messages.MessageCodec;

/** Exports and disclosures as JSON: keys, numbers and pseudonyms. */
final class ExportViews {
    private ExportViews() {}

    static ObjectNode of(Export export) {
        var order = export.order();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", export.id())
                        .put("organisation", order.organisation().value())
                        .put("platform", order.selection().platform().value())
                        .put("recipient", order.recipient())
                        .put("purpose", order.purpose().value())
                        .put("format", order.format().key())
                        .put("state", export.state().key())
                        .put("askedBy", export.asked().by())
                        .put("askedAt", export.asked().at().toString())
                        .put("subjectsExpected", export.asked().expected())
                        .put("subjects", export.sent().subjects())
                        .put("records", export.sent().records())
                        .put("packVersion", export.packVersion());
        export.approvedBy().ifPresent(name -> view.put("approvedBy", name));
        export.sent().startedAt().ifPresent(at -> view.put("startedAt", at.toString()));
        export.sent().contentHash().ifPresent(hash -> view.put("contentHash", hash));
        order.selection().kinds().stream()
                .sorted()
                .forEach(kind -> view.withArray("kinds").add(kind.value()));
        order.selection().fields().forEach(field -> view.withArray("fields").add(field.value()));
        return view;
    }

    static ObjectNode of(Omission omission) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("what", omission.what())
                        .put("name", omission.name())
                        .put("rule", omission.because().value())
                        .put("records", omission.times());
        if (!omission.reason().isEmpty()) {
            view.put("reason", omission.reason());
        }
        return view;
    }

    static ObjectNode of(Disclosure disclosure) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("export", disclosure.export())
                        .put("at", disclosure.at().toString())
                        .put("recipient", disclosure.to().key())
                        .put("title", disclosure.to().title())
                        .put("purpose", disclosure.to().purpose())
                        .put("actor", disclosure.actor())
                        .put("records", disclosure.records());
        disclosure.fields().forEach(field -> view.withArray("fields").add(field.value()));
        disclosure.decisions().forEach(number -> view.withArray("decisions").add(number));
        disclosure.contentHash().ifPresent(hash -> view.put("contentHash", hash));
        return view;
    }
}
