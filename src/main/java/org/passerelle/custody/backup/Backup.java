package org.passerelle.custody.backup;

/**
 * A backup that was made; where the file lies now is nobody's knowledge here.
 *
 * @param digest SHA-256 of its content, hexadecimal
 */
public record Backup(long number, BackupHeader header, String madeBy, String digest, long rows) {}
