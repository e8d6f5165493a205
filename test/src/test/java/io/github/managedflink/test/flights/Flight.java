package io.github.managedflink.test.flights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A flight of the sample's data.
 *
 * @param line as it is in the file
 */
public record Flight(Instant date, String origin, int delay, String line) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final JsonMapper JSON = new JsonMapper();

    /** The sample's file. */
    public static Path file() {
        return Path.of(System.getProperty("basedir", "."), "..", "sample-apps", "data", "flights.ndjson.gz")
                .toAbsolutePath();
    }

    /** All flights, in the order of the file, which is that of their times. */
    public static List<Flight> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
            return lines.lines().map(Flight::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Flight read(String line) {
        try {
            JsonNode flight = JSON.readTree(line);
            return new Flight(
                    LocalDateTime.parse(flight.path("date").asText(), DATE).toInstant(ZoneOffset.UTC),
                    flight.path("origin").asText(),
                    flight.path("delay").asInt(),
                    line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line as a record. */
    public byte[] bytes() {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
