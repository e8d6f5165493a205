package io.github.managedflink.local.s3;

import java.nio.charset.StandardCharsets;

/**
 * The names under which objects lie in a file system. A key of S3 may have 1,024 bytes of any Unicode, the name of a
 * file 255 bytes of what the process's locale has: so what is not printable ASCII is escaped, and a long part of a key
 * lies in several folders. What a key begins with is what its name begins with, and a name can be read back.
 *
 * <p>{@code ~} begins an escape: two hexadecimal digits are a byte of UTF-8, a {@code /} goes on with the same part of
 * the key, and a {@code .} stands for an empty part.
 */
final class KeyNames {
    /** Leaves room for what the store adds to the names of uploads. */
    private static final int LONGEST = 150;

    private static final char ESCAPE = '~';
    private static final String GOES_ON = "~/";
    private static final String EMPTY = "~.";
    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;

    private KeyNames() {}

    /** The name of an object, or what the names of all objects with a prefix begin with. */
    static String of(String key) {
        StringBuilder name = new StringBuilder(key.length());
        int from = 0;
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
            if (slash == from) {
                name.append(EMPTY);
            }
            addPart(name, key.substring(from, slash));
            name.append('/');
            from = slash + 1;
        }
        addPart(name, key.substring(from));
        return name.toString();
    }

    private static void addPart(StringBuilder name, String part) {
        int length = 0;
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
            if (length + ESCAPE_LENGTH > LONGEST) {
                name.append(GOES_ON);
                length = 0;
            }
            // "." and ".." are no names to a file system.
            boolean isPlain = each >= ' ' && each < ESCAPE && (length > 0 || each != '.');
            String shown = isPlain ? String.valueOf((char) each) : "~%02X".formatted(each & 0xff);
            name.append(shown);
            length += shown.length();
        }
    }

    /** The key of the object with a name. */
    static String key(String name) {
        byte[] bytes = new byte[name.length()];
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != ESCAPE) {
                bytes[length++] = (byte) name.charAt(i);
            } else if (name.startsWith(GOES_ON, i) || name.startsWith(EMPTY, i)) {
                i++;
            } else {
                bytes[length++] = (byte) Integer.parseInt(name, i + 1, i + 3, HEX);
                i += 2;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether a folder holds only what goes on with its own part of the key. */
    static boolean goesOn(String folder) {
        return folder.endsWith(GOES_ON);
    }
}
