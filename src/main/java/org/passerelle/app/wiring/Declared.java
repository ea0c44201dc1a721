package org.passerelle.app.wiring;

import org.passerelle.app.settings.Settings;
import org.passerelle.moodle.mapping.MappingFolder;
import org.passerelle.moodle.mapping.Mappings;
import org.passerelle.policy.pack.Circumstances;
import org.passerelle.policy.pack.Packs;

/** What people wrote into files: organisations with their packs, and how Moodle is read. */
public record Declared(Packs packs, Mappings mappings) {
    public static Declared read(Settings.Folders folders, Circumstances circumstances) {
        return new Declared(
                Packs.load(folders.config(), circumstances),
                new MappingFolder(PollParts.schema(folders)).load(folders.mapping()));
    }
}
