package org.passerelle.commands.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.hands.Check;
import org.passerelle.journal.receipts.ReceiptFile;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class ReceiptsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        zoe = world.subject();
    }

    @Test
    void a_receipt_file_can_be_checked_without_the_store() {
        var id = world.erased(zoe);
        byte[] file = world.receipts.file(id).orElseThrow();

        assertThat(Receipts.objection(file, world.verifier)).isEmpty();
        assertThat(Receipts.objection(altered(file), world.verifier)).hasValue("altered");
        assertThat(Receipts.objection("{}".getBytes(UTF_8), world.verifier))
                .hasValue("not-a-receipt");
        assertThat(Receipts.objection("noise".getBytes(UTF_8), world.verifier))
                .hasValue("not-a-receipt");
    }

    @Test
    void a_receipt_is_confirmed_by_the_published_key_alone_and_refused_when_altered() {
        var id = world.erased(zoe);
        byte[] file = world.receipts.file(id).orElseThrow();
        var keys = SigningKeyFiles.publicKeysIn(folder.resolve("verification"));

        assertThat(ReceiptFile.objection(file, keys)).isEmpty();
        assertThat(ReceiptFile.objection(altered(file), keys)).hasValue("altered");
    }

    @Test
    void the_page_says_how_to_check_it() {
        var id = world.erased(zoe);

        assertThat(world.receipts.page(id).orElseThrow())
                .contains(
                        "Vérifier cette attestation",
                        "passerelle receipt verify attestation-" + id + ".json");
    }

    @Test
    void the_page_tells_every_check_what_it_proves_and_what_stays() {
        var id = world.erased(zoe);

        var page = world.receipts.page(id).orElseThrow();

        assertThat(page)
                .contains("<html lang=\"fr\">")
                .contains("Vérifié : le compte n’existe plus")
                .contains("non exécuté : ne prouve rien")
                .contains("Titres des discussions de forum")
                .contains("8 avril 2026")
                .contains("relevés d’apprentissage : 4")
                .contains("Champs envoyés, non relisibles avec le jeton")
                .contains(zoe.toString());
        for (Check.Name name : Check.Name.values()) {
            assertThat(page).contains(ReceiptPage.escaped(name.proves()));
        }
    }

    @Test
    void nothing_on_the_page_is_taken_for_markup() {
        var id = world.erased(zoe);
        var receipt = world.receipts.find(id).orElseThrow();
        var hostile =
                new Receipt(
                        receipt.command(),
                        "<script>alert(1)</script>",
                        receipt.platform(),
                        receipt.subject(),
                        receipt.rule(),
                        "\"><img src=x onerror='1'> & 😀",
                        receipt.pack(),
                        receipt.approvedBy(),
                        receipt.approvedAt(),
                        "",
                        "<b>",
                        receipt.steps(),
                        receipt.checks(),
                        receipt.comparedFields(),
                        receipt.unreadableFields(),
                        List.of("</ul><script>"),
                        receipt.ownCopies(),
                        receipt.keyDestroyedAt(),
                        receipt.lastKeyCopyDiesOn(),
                        receipt.tombstoneEndsOn(),
                        receipt.closedAt());

        var page = ReceiptPage.html(hostile);

        assertThat(page)
                .doesNotContain("<script", "<img", "<b>")
                .contains("&lt;script&gt;alert(1)", "&#39;1&#39;", "&amp; 😀");
    }

    @Test
    void receipts_are_listed_by_organisation_and_never_written_for_what_is_not_an_erasure() {
        var id = world.erased(zoe);
        world.approved(CommandType.SUSPEND, world.subject());
        world.pump();

        assertThat(world.receipts.list(CommandWorld.IMP, 0, 10)).containsExactly(id);
        assertThat(world.receipts.list(CommandWorld.NO_DPO, 0, 10)).isEmpty();
        assertThat(world.receipts.list(CommandWorld.IMP, id.value(), 10)).isEmpty();
    }

    @Test
    void a_receipt_names_a_pseudonym_and_no_person() {
        var mail = "zoe" + zoe.low() + "@learner.example";
        var id = world.erased(zoe);

        assertThat(new String(world.receipts.file(id).orElseThrow(), UTF_8))
                .contains(zoe.toString())
                .doesNotContain(mail, "SIS-");
    }

    private static byte[] altered(byte[] file) {
        return new String(file, UTF_8)
                .replace("verified-account-gone", "claimed-by-moodle")
                .getBytes(UTF_8);
    }
}
