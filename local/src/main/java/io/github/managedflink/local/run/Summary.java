package io.github.managedflink.local.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.result.Refusal;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;

/** Writes {@code summary.json}. */
final class Summary {
    static final String NAME = "summary.json";
    private static final JsonMapper JSON = new JsonMapper();

    private Summary() {}

    static void write(LocalRunResult result, OwnFolder folder) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("stack", result.stack()).put("interrupted", result.interrupted());
        ObjectNode fed = root.putObject("fed");
        new TreeMap<>(result.fed()).forEach(fed::put);
        result.unread().forEach(root.putArray("unread")::add);
        result.writtenLater().forEach(root.putArray("writtenLater")::add);
        ObjectNode applications = root.putObject("applications");
        result.applications().forEach(each -> addApplication(applications, each));
        folder.write(NAME, root.toPrettyString() + "\n");
    }

    private static void addApplication(ObjectNode applications, ApplicationResult result) {
        ObjectNode node = applications.putObject(result.path());
        node.put("logicalId", result.logicalId());
        node.put("name", result.name());
        node.put("state", result.state().name().toLowerCase(Locale.ROOT));
        node.put("restarts", result.restarts());
        result.counts().ifPresentOrElse(counts -> addCounts(node, counts), () -> new TreeMap<>(result.accumulators())
                .forEach(node.putObject("accumulators")::put));
        ArrayNode refusals = node.putArray("refusals");
        result.refusals().forEach(refusal -> addRefusal(refusals.addObject(), refusal));
        result.failure().ifPresent(cause -> node.put("failure", cause));
    }

    private static void addCounts(ObjectNode node, RecordCounts counts) {
        node.put("in", counts.in());
        node.put("expanded", counts.expanded());
        node.put("out", counts.out());
        node.put("filtered", counts.filtered());
        new TreeMap<>(counts.filteredBySteps()).forEach(node.putObject("filteredBySteps")::put);
        node.put("deduplicated", counts.deduplicated());
        node.put("rejected", counts.rejected());
        node.put("refused", counts.refused());
        counts.counted()
                .ifPresent(counted ->
                        node.put("counted", counted).put("late", counts.late()).put("lateShare", counts.lateShare()));
        new TreeMap<>(counts.sinks()).forEach(node.putObject("sinks")::put);
    }

    private static void addRefusal(ObjectNode node, Refusal refusal) {
        node.put("step", refusal.step())
                .put("reason", refusal.reason())
                .put("records", refusal.records())
                .put("example", refusal.example())
                .put("byService", refusal.byService());
    }
}
