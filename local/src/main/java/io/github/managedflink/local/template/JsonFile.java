package io.github.managedflink.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads JSON files of a cloud assembly. */
public final class JsonFile {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonFile() {}

    /** The tree of a file. */
    public static JsonNode json(Path file) {
        return read(file, JSON::readTree);
    }

    /** The paths of keys that an object in a file has more than once. */
    static List<String> duplicateKeys(Path file) {
        return read(file, bytes -> DuplicateKeys.in(JSON, bytes));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(byte[] json) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.of(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Its message would show what the file holds.
            throw new AssemblyException(
                    "Cannot read " + file + " of the cloud assembly: it is not valid JSON"
                            + (e.getLocation() == null
                                    ? "."
                                    : " at line " + e.getLocation().getLineNr() + ", column "
                                            + e.getLocation().getColumnNr() + "."),
                    e);
        } catch (NoSuchFileException e) {
            throw new AssemblyException("Cannot read " + file + " of the cloud assembly: there is no such file.", e);
        } catch (IOException e) {
            throw new AssemblyException("Cannot read " + file + " of the cloud assembly: " + e.getMessage(), e);
        }
    }
}
