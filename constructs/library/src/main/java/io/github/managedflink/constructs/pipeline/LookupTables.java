package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.model.etl.EnrichStep;
import io.github.managedflink.model.etl.EtlStep;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The tables in S3 that steps look records up in. */
@Internal
public final class LookupTables {
    private LookupTables() {}

    /** Returns what permits reading each table's one object. */
    public static List<IamStatement> permissions(Construct scope, List<EtlStep> steps) {
        List<EnrichStep> lookups = steps.stream()
                .filter(EnrichStep.class::isInstance)
                .map(EnrichStep.class::cast)
                .toList();
        if (lookups.isEmpty()) {
            return List.of();
        }
        String partition = Stack.of(scope).getPartition();
        return List.of(IamStatement.allow("s3:GetObject")
                .on(lookups.stream()
                        .map(step -> "arn:" + partition + ":s3:::"
                                + step.table().bucket() + "/" + step.table().key())
                        .distinct()
                        .toList()));
    }
}
