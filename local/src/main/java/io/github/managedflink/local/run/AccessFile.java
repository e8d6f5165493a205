package io.github.managedflink.local.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.access.UnusedGrant;
import io.github.managedflink.local.files.OwnFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes {@code access.json}. */
final class AccessFile {
    private static final String NAME = "access.json";
    private static final JsonMapper JSON = new JsonMapper();

    private AccessFile() {}

    static Path write(AccessReport report, OwnFolder folder) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode calls = root.putArray("calls");
        report.calls().forEach(each -> add(calls.addObject(), each));
        ArrayNode unused = root.putArray("unusedGrants");
        report.unusedGrants().forEach(each -> add(unused.addObject(), each));
        report.notes().forEach(root.putArray("notes")::add);
        return folder.write(NAME, root.toPrettyString() + "\n");
    }

    private static void add(ObjectNode node, CheckedCall call) {
        node.put("application", call.application())
                .put("principal", call.principal())
                .put("action", call.call().service() + ":" + call.call().action())
                .put("resource", call.call().resource())
                .put("origin", call.origin().name().toLowerCase(Locale.ROOT))
                .put("outcome", call.outcome().name().toLowerCase(Locale.ROOT))
                .put("explanation", call.explanation())
                .put("endpoint", call.endpoint())
                .put("count", call.count());
    }

    private static void add(ObjectNode node, UnusedGrant grant) {
        node.put("role", grant.role())
                .put("action", grant.action())
                .put("resource", grant.resource())
                .put("statement", grant.statement());
    }
}
