package io.github.managedflink.local.s3;

import io.github.managedflink.local.files.RelativePath;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files that objects are copied to: each at the path that is its key, as far as a file system can have that. A part
 * of a key that is too long, or is no name, is shortened or escaped and ends with a hash of it, so that the same key
 * has the same file in every run and two keys have two.
 */
public final class ObjectFileNames {
    private static final int LONGEST = 255;
    private static final int LONGEST_KEPT = 200;
    private static final int HASH_LENGTH = 16;

    /** Of the process's locale, which limits the names that it can give to files. */
    private final CharsetEncoder encoder;

    /** Creates those that this process can use. */
    public ObjectFileNames() {
        this(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    ObjectFileNames(Charset ofFileNames) {
        this.encoder = ofFileNames.newEncoder();
    }

    /** Returns the path of an object's file, with {@code /} in it, which is the key if that can be. */
    public String name(String key) {
        return Arrays.stream(key.split("/", -1)).map(this::part).collect(Collectors.joining("/"));
    }

    private String part(String part) {
        return isName(part)
                ? part
                : kept(part) + "~" + DigestUtils.sha256Hex(part).substring(0, HASH_LENGTH);
    }

    private boolean isName(String part) {
        return RelativePath.fault(part).isEmpty()
                && encoder.canEncode(part)
                && part.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** What can be kept of it. */
    private String kept(String part) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int each : part.codePoints().toArray()) {
            String shown = Character.toString(each);
            if (each == 0 || each == '.' || each == '\\' || !encoder.canEncode(shown)) {
                shown = "_";
            }
            bytes += shown.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_KEPT) {
                break;
            }
            kept.append(shown);
        }
        return kept.toString();
    }
}
