package io.github.managedflink.test.synth.byhand;

import java.util.List;
import java.util.Map;

/** Policy documents, as L1 constructs take them. */
final class Policies {
    private Policies() {}

    static Map<String, Object> document(List<Map<String, Object>> statements) {
        return Map.of("Version", "2012-10-17", "Statement", statements);
    }

    static Map<String, Object> allow(Object actions, Object resources) {
        return Map.of("Effect", "Allow", "Action", actions, "Resource", resources);
    }

    static Map<String, Object> list(String bucketArn, String prefix) {
        return Map.of(
                "Effect",
                "Allow",
                "Action",
                "s3:ListBucket",
                "Resource",
                bucketArn,
                "Condition",
                Map.of("StringLike", Map.of("s3:prefix", List.of(prefix, prefix + "/*"))));
    }

    static Map<String, Object> deny(String bucketArn, Map<String, Object> condition) {
        return Map.of(
                "Effect",
                "Deny",
                "Principal",
                Map.of("AWS", "*"),
                "Action",
                "s3:*",
                "Resource",
                List.of(bucketArn, bucketArn + "/*"),
                "Condition",
                condition);
    }

    static Map<String, Object> trust(Arns arns) {
        return document(List.of(Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "kinesisanalytics.amazonaws.com"),
                "Action",
                "sts:AssumeRole",
                "Condition",
                Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", arns.account()),
                        "ArnEquals",
                        Map.of(
                                "aws:SourceArn",
                                arns.of("kinesisanalytics", "application/" + EarthquakesByHandStack.APPLICATION))))));
    }
}
