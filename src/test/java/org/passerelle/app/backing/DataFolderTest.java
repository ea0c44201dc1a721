package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path folder;

    @Test
    void a_folder_in_use_is_refused_and_names_the_process() {
        try (var mine = DataFolder.open(folder.resolve("data"))) {
            assertThatThrownBy(() -> DataFolder.open(mine.path()))
                    .isInstanceOf(DataFolderProblem.class)
                    .hasMessageContaining(
                            "in use by the process with pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_folder_that_was_closed_can_be_opened_again() {
        DataFolder.open(folder).close();

        try (var again = DataFolder.open(folder)) {
            assertThat(again.path().resolve("version")).hasContent("1");
        }
    }

    @Test
    void a_folder_of_a_newer_version_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("version"), "2\n");

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("written by a newer Passerelle (layout 2; this one knows 1)");

        assertThat(folder.resolve("version")).hasContent("2");
    }

    @Test
    void a_full_disk_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> DataFolder.requireSpace(folder, 12L << 20))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("has 12 MB left; expected at least 300 MB");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused() throws IOException {
        // A file stands where a parent folder should be: no user may write there, root included.
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("cannot be written by the user");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("is a file; expected a folder");
    }
}
