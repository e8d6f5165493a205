package io.github.managedflink.test.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records that can be told apart. */
final class Records {
    private Records() {}

    static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj("r-%05d"::formatted).toList();
    }

    /** Writes a feed of them. */
    static Path write(Path file, List<String> ids) throws IOException {
        return Files.write(file, ids.stream().map(Records::line).toList());
    }

    /** The same with lines in between that are no records, and become dead letters. */
    static Path writeWithOthers(Path file, List<String> ids) throws IOException {
        return Files.write(
                file,
                ids.stream()
                        .flatMap(id -> id.endsWith("50") ? Stream.of(line(id), "no record") : Stream.of(line(id)))
                        .toList());
    }

    static List<byte[]> json(List<String> ids) {
        return ids.stream().map(id -> line(id).getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String line(String id) {
        return "{\"id\":\"%s\",\"amount\":%d.5,\"text\":\"%s\"}".formatted(id, id.hashCode() & 0xff, "x".repeat(100));
    }
}
