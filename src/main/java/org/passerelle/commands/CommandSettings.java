package org.passerelle.commands;

import java.time.Duration;
import java.time.Period;

/**
 * The times and limits of commands.
 *
 * @param expiry a command whose first destructive step has not begun by then is issued anew
 * @param lease a command sent, or a step begun, without an answer for so long is sent again
 * @param patience how long passing faults, and the platform's own cron, are waited for before a
 *     person is asked
 * @param erasuresPerDay more on one platform in 24 hours are held for a person
 * @param keyBackups how long a backup of the keys database lives: the last copy of a destroyed key
 *     dies after it
 * @param longestBackup how long a backup of the data lives: the tombstone's end
 */
public record CommandSettings(
        Duration expiry,
        Duration lease,
        Duration patience,
        int erasuresPerDay,
        Period keyBackups,
        Period longestBackup) {
    public static CommandSettings defaults() {
        return new CommandSettings(
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                300,
                Period.ofDays(30),
                Period.ofYears(1));
    }
}
