package io.github.managedflink.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The benchmark's steps as one would first write them: a tree of Jackson's, and CEL on its own runtime. */
final class TreePipeline {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<CelRuntime.Program> checks;
    private final CelRuntime.Program derived;
    private final CelRuntime.Program filter;

    TreePipeline(List<String> checks, String derived, String filter) {
        CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(CelExpression.OPTIONS)
                .addLibraries(CelExpression.STRINGS)
                .build();
        this.checks = checks.stream().map(check -> program(runtime, check)).toList();
        this.derived = program(runtime, derived);
        this.filter = program(runtime, filter);
    }

    private static CelRuntime.Program program(CelRuntime runtime, String expression) {
        try {
            return runtime.createProgram(
                    CelExpression.compile(expression, RecordShape.open()).ast());
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The written record; null if a step took it out. */
    byte[] run(byte[] message) throws IOException, CelEvaluationException {
        ObjectNode record = (ObjectNode) mapper.readTree(message);
        for (CelRuntime.Program check : checks) {
            if (!(Boolean) evaluate(check, record)) {
                return null;
            }
        }
        record.set("customer", record.remove("user"));
        String email = record.get("email").asText();
        record.put("email", "*".repeat(email.length() - 4) + email.substring(email.length() - 4));
        record.put("gross", (Double) evaluate(derived, record));
        return (Boolean) evaluate(filter, record) ? mapper.writeValueAsBytes(record) : null;
    }

    private static Object evaluate(CelRuntime.Program program, ObjectNode record) throws CelEvaluationException {
        return program.eval(name -> Optional.ofNullable(record.get(name)).map(TreePipeline::value));
    }

    private static Object value(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? node.booleanValue() : NullValue.NULL_VALUE;
    }
}
