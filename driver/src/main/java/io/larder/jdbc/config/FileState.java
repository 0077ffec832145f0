package io.larder.jdbc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a file system says of a file without reading it; another one after the file was changed.
 *
 * @param size in bytes; −1 if that is not known
 */
public record FileState(FileTime changed, long size) {
    static final FileState UNKNOWN = new FileState(FileTime.fromMillis(0), -1);

    static FileState of(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileState(now.lastModifiedTime(), now.size());
        } catch (IOException | RuntimeException missing) {
            return UNKNOWN;
        }
    }
}
