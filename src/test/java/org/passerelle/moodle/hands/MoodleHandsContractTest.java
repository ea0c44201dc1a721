package org.passerelle.moodle.hands;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.hands.PlatformHandsContract;
import org.passerelle.simulator.site.Family;

class MoodleHandsContractTest implements PlatformHandsContract {
    @TempDir Path folder;
    private SimulatedStage stage;

    @BeforeEach
    void open() {
        stage = new SimulatedStage(Family.V5_1, folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Override
    public Stage stage() {
        return stage;
    }
}
